package io.dopaflow.scenarios.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node of a YAML document: a mapping, a sequence or a scalar. */
public sealed interface Node {

    /** Of nodes that were made by the program rather than read. */
    Place NOWHERE = Place.of("scenario");

    /** Where the node begins. */
    Place place();

    /** What a message about a wrong value calls this node: the scalar itself, shortened, or the kind of node. */
    String shown();

    /**
     * One key of a mapping with its value.
     *
     * @param key the key
     * @param place where the key was written
     * @param value its value
     */
    record Entry(String key, Place place, Node value) {}

    /**
     * Keys and values in the order in which they were written; no key occurs twice.
     *
     * @param entries the keys and values
     * @param place where the mapping begins
     */
    record Mapping(List<Entry> entries, Place place) implements Node {
        /** Copies the entries. */
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The entry of a key, if the mapping has it. */
        public Optional<Entry> find(String key) {
            return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
        }

        /** A copy with one entry replaced, or added at the end. */
        public Mapping with(Entry entry) {
            List<Entry> changed = new ArrayList<>(entries);
            for (int i = 0; i < changed.size(); i++) {
                if (changed.get(i).key().equals(entry.key())) {
                    changed.set(i, entry);
                    return new Mapping(changed, place);
                }
            }
            changed.add(entry);
            return new Mapping(changed, place);
        }

        /** A copy without a key. */
        public Mapping without(String key) {
            return new Mapping(
                    entries.stream().filter(entry -> !entry.key().equals(key)).toList(), place);
        }

        @Override
        public String shown() {
            return "a mapping";
        }
    }

    /**
     * A list of nodes.
     *
     * @param items the items
     * @param place where the list begins
     */
    record Sequence(List<Node> items, Place place) implements Node {
        /** Copies the items. */
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return "a list";
        }
    }

    /**
     * A single value.
     *
     * @param text the value as it was written, without quotes
     * @param kind what YAML 1.2 takes it for
     * @param place where it begins
     */
    record Scalar(String text, ScalarKind kind, Place place) implements Node {

        private static final int SHOWN = 60;

        @Override
        public String shown() {
            return switch (kind) {
                case NOTHING -> "nothing";
                case NUMBER, BOOLEAN -> shortened();
                case TEXT -> plain() ? shortened() : "\"" + shortened().replace("\"", "\\\"") + "\"";
            };
        }

        private boolean plain() {
            return ScalarKind.ofPlain(text) == ScalarKind.TEXT && text.chars().allMatch(c -> c > ' ' && c != '"');
        }

        private String shortened() {
            String line = text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r");
            return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
        }
    }
}
