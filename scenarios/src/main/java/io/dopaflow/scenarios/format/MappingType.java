package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

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
    private final boolean isOutlined;

    private MappingType(
            List<Key<? super R, ?>> keys,
            List<ExactlyOne> choices,
            List<Consumer<Values>> checks,
            Function<Values, R> maker,
            boolean isOutlined) {
        this.keys = List.copyOf(keys);
        this.choices = List.copyOf(choices);
        this.checks = List.copyOf(checks);
        this.maker = maker;
        this.isOutlined = isOutlined;
    }

    /**
     * A mapping of keys, in the order in which they are written. The maker makes the record, where no value is wrong.
     */
    public static <R> MappingType<R> of(List<Key<? super R, ?>> keys, Function<Values, R> maker) {
        return new MappingType<>(keys, List.of(), List.of(), maker, false);
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
        return new MappingType<>(keys, more, checks, maker, isOutlined);
    }

    /** This mapping, with a further check. It runs also where some values were wrong and are missing. */
    public MappingType<R> withCheck(Consumer<Values> check) {
        List<Consumer<Values>> more = new ArrayList<>(checks);
        more.add(check);
        return new MappingType<>(keys, choices, more, maker, isOutlined);
    }

    /** This mapping, whose maker also makes do where values are missing, so that {@link #outline} tells of the others. */
    public MappingType<R> withOutline() {
        return new MappingType<>(keys, choices, checks, maker, true);
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
        }
        Set<String> misspelt = reportUnknownKeys(mapping, reading);
        for (ExactlyOne choice : choices) {
            choice.check(mapping, misspelt, reading);
        }
        Map<Key<?, ?>, Object> byKey = new HashMap<>();
        for (Key<? super R, ?> key : keys) {
            read(key, mapping, misspelt, reading).ifPresent(value -> byKey.put(key, value));
        }
        Values values = new Values(mapping, byKey, misspelt, reading);
        checks.forEach(check -> check.accept(values));
        return Optional.of(values);
    }

    private static <T> Optional<T> read(Key<?, T> key, Node.Mapping mapping, Set<String> misspelt, Reading reading) {
        Optional<Node.Entry> entry = mapping.find(key.name());
        if (entry.isPresent()) {
            return key.type().read(entry.get().value(), reading.at(key.name()));
        }
        if (key.presence() instanceof Key.Presence.Defaulted<T> defaulted) {
            return Optional.of(defaulted.value());
        }
        if (key.isRequired() && !misspelt.contains(key.name())) {
            reading.at(key.name()).wrong(mapping.place(), "nothing", key.type().allowed());
        }
        return Optional.empty();
    }

    /** The record of the values that are right, where the maker makes do with them; of keys that exclude one another none is. */
    @Override
    public Optional<R> outline(Node node) {
        Reading muted = new Reading("", new Problems());
        if (!isOutlined) {
            return read(node, muted);
        }
        if (!(node instanceof Node.Mapping written)) {
            return Optional.empty();
        }
        Node.Mapping mapping = written;
        for (ExactlyOne choice : choices) {
            mapping = choice.single(choice.overridden(mapping));
        }
        Map<Key<?, ?>, Object> byKey = new HashMap<>();
        for (Key<? super R, ?> key : keys) {
            outline(key, mapping).ifPresent(value -> byKey.put(key, value));
        }
        return Optional.of(maker.apply(new Values(mapping, byKey, Set.of(), muted)));
    }

    private static <T> Optional<T> outline(Key<?, T> key, Node.Mapping mapping) {
        Optional<Node.Entry> entry = mapping.find(key.name());
        if (entry.isPresent()) {
            return key.type().outline(entry.get().value());
        }
        return key.presence() instanceof Key.Presence.Defaulted<T> defaulted
                ? Optional.of(defaulted.value())
                : Optional.empty();
    }

    /** Reports keys that there are not; returns those that were probably meant, which are not missed as well. */
    private Set<String> reportUnknownKeys(Node.Mapping mapping, Reading reading) {
        List<String> names = keys.stream().map(Key::name).toList();
        Set<String> meant = new HashSet<>();
        for (Node.Entry entry : mapping.entries()) {
            if (!names.contains(entry.key())) {
                Nearest.to(entry.key(), names).ifPresent(meant::add);
                reading.at(entry.key())
                        .wrong(
                                entry.place(),
                                "an unknown key",
                                "the keys " + String.join(", ", names) + Nearest.hint(entry.key(), names));
            }
        }
        return meant;
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
}
