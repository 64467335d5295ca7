package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A mapping with known keys that stands for a record. Unknown keys, missing keys, keys that exclude one another and
 * whatever the checks find are all reported; the record is made only where nothing was.
 *
 * @param <R> the record
 */
public final class MappingType<R> implements ValueType<R> {

    private final List<Key<? super R, ?>> keys;
    private final List<ExactlyOne> choices;
    private final List<Consumer<Values>> checks;
    private final Function<Values, R> maker;

    private MappingType(
            List<Key<? super R, ?>> keys,
            List<ExactlyOne> choices,
            List<Consumer<Values>> checks,
            Function<Values, R> maker) {
        this.keys = List.copyOf(keys);
        this.choices = List.copyOf(choices);
        this.checks = List.copyOf(checks);
        this.maker = maker;
    }

    /**
     * A mapping of keys, in the order in which they are written. The maker makes the record, where no value is wrong.
     */
    public static <R> MappingType<R> of(List<Key<? super R, ?>> keys, Function<Values, R> maker) {
        return new MappingType<>(keys, List.of(), List.of(), maker);
    }

    /** This mapping, with exactly one of some keys to be written, such as the example. */
    @SafeVarargs
    public final MappingType<R> withExactlyOneOf(String example, Key<? super R, ?>... either) {
        List<String> names = new ArrayList<>();
        for (Key<? super R, ?> key : either) {
            names.add(key.name());
        }
        List<ExactlyOne> more = new ArrayList<>(choices);
        more.add(new ExactlyOne(names, example));
        return new MappingType<>(keys, more, checks, maker);
    }

    /** This mapping, with a further check. It runs also where some values were wrong and are missing. */
    public MappingType<R> withCheck(Consumer<Values> check) {
        List<Consumer<Values>> more = new ArrayList<>(checks);
        more.add(check);
        return new MappingType<>(keys, choices, more, maker);
    }

    @Override
    public Optional<R> read(Node node, Reading reading) {
        int before = reading.problems().count();
        Optional<Values> values = readValues(node, reading);
        return reading.problems().count() == before ? values.map(maker) : Optional.empty();
    }

    /**
     * Reads the values without making the record, so that the right ones can be used although others are wrong;
     * nothing if it is no mapping at all.
     */
    public Optional<Values> readValues(Node node, Reading reading) {
        if (!(node instanceof Node.Mapping written)) {
            reading.wrong(node, allowed());
            return Optional.empty();
        }
        Node.Mapping mapping = written;
        for (ExactlyOne choice : choices) {
            mapping = choice.overridden(mapping);
            choice.check(mapping, reading);
        }
        reportUnknownKeys(mapping, reading);
        Map<Key<?, ?>, Object> byKey = new HashMap<>();
        for (Key<? super R, ?> key : keys) {
            read(key, mapping, reading).ifPresent(value -> byKey.put(key, value));
        }
        Values values = new Values(mapping, byKey, reading);
        checks.forEach(check -> check.accept(values));
        return Optional.of(values);
    }

    private static <T> Optional<T> read(Key<?, T> key, Node.Mapping mapping, Reading reading) {
        Optional<Node.Entry> entry = mapping.find(key.name());
        if (entry.isPresent()) {
            return key.type().read(entry.get().value(), reading.at(key.name()));
        }
        if (key.presence() instanceof Key.Presence.Defaulted<T> defaulted) {
            return Optional.of(defaulted.value());
        }
        if (key.isRequired()) {
            reading.at(key.name()).wrong(mapping.place(), "nothing", key.type().allowed());
        }
        return Optional.empty();
    }

    private void reportUnknownKeys(Node.Mapping mapping, Reading reading) {
        List<String> names = keys.stream().map(Key::name).toList();
        for (Node.Entry entry : mapping.entries()) {
            if (!names.contains(entry.key())) {
                reading.at(entry.key())
                        .wrong(
                                entry.place(),
                                "an unknown key",
                                "the keys " + String.join(", ", names) + Nearest.hint(entry.key(), names));
            }
        }
    }

    @Override
    public Node.Mapping write(R value) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Key<? super R, ?> key : keys) {
            write(key, value).ifPresent(node -> entries.add(new Node.Entry(key.name(), Node.NOWHERE, node)));
        }
        return new Node.Mapping(entries, Node.NOWHERE);
    }

    private static <R, T> Optional<Node> write(Key<? super R, T> key, R value) {
        return key.from().apply(value).map(key.type()::write);
    }

    @Override
    public String allowed() {
        return "a mapping of " + String.join(", ", keys.stream().map(Key::name).toList());
    }

    /** The keys, in the order in which they are written. */
    public List<Key<? super R, ?>> keys() {
        return keys;
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JsonNodeFactory.instance.arrayNode();
        for (Key<? super R, ?> key : keys) {
            properties.set(key.name(), property(key));
            if (key.isRequired()) {
                required.add(key.name());
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        schema.put("additionalProperties", false);
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        choices.forEach(choice -> all.addObject().set("oneOf", choice.jsonSchema()));
        if (!all.isEmpty()) {
            schema.set("allOf", all);
        }
        return schema;
    }

    private static <R, T> ObjectNode property(Key<R, T> key) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("description", key.doc());
        schema.setAll(key.type().jsonSchema());
        if (key.presence() instanceof Key.Presence.Defaulted<T> defaulted) {
            schema.set("default", Written.json(key.type().write(defaulted.value())));
        }
        return schema;
    }

    @Override
    public Map<String, MappingType<?>> mappings() {
        return Map.of("", this);
    }

    /**
     * Says that exactly one of some keys is to be written. An override of the command line takes the place of the other
     * keys in the file.
     *
     * @param keys the names of the keys
     * @param example what may be written to begin with
     */
    private record ExactlyOne(List<String> keys, String example) {

        Node.Mapping overridden(Node.Mapping mapping) {
            List<Node.Entry> written = written(mapping);
            List<Node.Entry> overrides =
                    written.stream().filter(entry -> entry.place().isOverride()).toList();
            Node.Mapping left = mapping;
            if (overrides.size() == 1) {
                for (Node.Entry entry : written) {
                    left = entry.place().isOverride() ? left : left.without(entry.key());
                }
            }
            return left;
        }

        void check(Node.Mapping mapping, Reading reading) {
            List<Node.Entry> written = written(mapping);
            String allowed = "exactly one of " + String.join(", ", keys);
            if (written.isEmpty()) {
                reading.wrong(mapping.place(), "none of " + String.join(", ", keys), allowed + ", such as " + example);
            } else if (written.size() > 1) {
                String found = written.stream().map(Node.Entry::key).collect(Collectors.joining(" and "));
                reading.wrong(written.get(1).place(), found, allowed);
            }
        }

        ArrayNode jsonSchema() {
            ArrayNode alternatives = JsonNodeFactory.instance.arrayNode();
            for (String key : keys) {
                ObjectNode alternative = JsonNodeFactory.instance.objectNode();
                alternative.putArray("required").add(key);
                alternatives.add(alternative);
            }
            return alternatives;
        }

        private List<Node.Entry> written(Node.Mapping mapping) {
            return mapping.entries().stream()
                    .filter(entry -> keys.contains(entry.key()))
                    .toList();
        }
    }
}
