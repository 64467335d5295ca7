package io.dopaflow.scenarios.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lays assignments such as {@code learning.cycles=200} or {@code network.hidden.0.size=8} over a document.
 *
 * <p>A path names keys, and items of lists by their number from 0; the number after the last item adds one. Keys that
 * do not exist yet are made. The value is YAML, so {@code network.hidden=[{size: 4}]} replaces a whole list, and {@code null}
 * ({@code learning.epochs=null}) removes the key, so that its default holds. An empty value is refused, as it most likely
 * comes from a shell variable that is not set.
 */
public final class Overrides {

    private static final String ALLOWED = "key=value, such as learning.cycles=200 or network.hidden.0.size=8";

    private Overrides() {}

    /** The document changed by assignments, each {@code key=value}, one after the other. */
    public static Node apply(Node document, List<String> assignments, Problems problems) {
        Node changed = document;
        for (String assignment : assignments) {
            changed = apply(changed, assignment, problems);
        }
        return changed;
    }

    private static Node apply(Node document, String assignment, Problems problems) {
        Place place = Place.override(assignment);
        int equals = assignment.indexOf('=');
        List<String> path = equals < 0
                ? List.of()
                : List.of(assignment.substring(0, equals).strip().split("\\.", -1));
        if (path.isEmpty() || path.stream().anyMatch(String::isBlank)) {
            problems.add(place, "", "\"" + assignment + "\"", ALLOWED);
            return document;
        }
        String text = assignment.substring(equals + 1).strip();
        if (text.isEmpty() || text.startsWith("#")) {
            problems.add(place, "", "nothing after the equals sign", "a value, or null to remove the key");
            return document;
        }
        return YamlReader.readValue(text, place, problems)
                .map(node -> Optional.of(node).filter(Overrides::isSomething))
                .map(value -> new Assignment(path, value, place, problems).laidOver(document, 0))
                .orElse(document);
    }

    private static boolean isSomething(Node value) {
        return !(value instanceof Node.Scalar scalar && scalar.kind() == ScalarKind.NOTHING);
    }

    /** One assignment on its way down the document; no value removes. */
    private record Assignment(List<String> path, Optional<Node> value, Place place, Problems problems) {

        Node laidOver(Node node, int depth) {
            if (depth == path.size()) {
                return value.orElse(node);
            }
            return node instanceof Node.Sequence sequence ? inSequence(sequence, depth) : inMapping(node, depth);
        }

        private Node inMapping(Node node, int depth) {
            String key = path.get(depth);
            Node.Mapping mapping =
                    node instanceof Node.Mapping existing ? existing : new Node.Mapping(List.of(), place);
            Optional<Node.Entry> entry = mapping.find(key);
            if (value.isEmpty() && (depth == path.size() - 1 || entry.isEmpty())) {
                return node instanceof Node.Mapping ? mapping.without(key) : node;
            }
            Node child = entry.map(Node.Entry::value).orElse(new Node.Mapping(List.of(), place));
            boolean assigned = depth == path.size() - 1;
            Place keyPlace =
                    entry.filter(existing -> !assigned).map(Node.Entry::place).orElse(place);
            return mapping.with(new Node.Entry(key, keyPlace, laidOver(child, depth + 1)));
        }

        private Node inSequence(Node.Sequence sequence, int depth) {
            int size = sequence.items().size();
            int last = value.isPresent() ? size : size - 1;
            int index = indexOf(path.get(depth));
            if (index < 0 || index > last) {
                problems.add(
                        place,
                        String.join(".", path.subList(0, depth + 1)),
                        "\"" + path.get(depth) + "\"",
                        last < 0 ? "nothing: the list is empty" : "an item of the list, from 0 to " + last);
                return sequence;
            }
            List<Node> items = new ArrayList<>(sequence.items());
            if (value.isEmpty() && depth == path.size() - 1) {
                items.remove(index);
            } else if (index == size) {
                items.add(laidOver(new Node.Mapping(List.of(), place), depth + 1));
            } else {
                items.set(index, laidOver(items.get(index), depth + 1));
            }
            return new Node.Sequence(items, sequence.place());
        }

        private static int indexOf(String text) {
            return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
        }
    }
}
