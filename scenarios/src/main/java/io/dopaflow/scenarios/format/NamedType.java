package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mapping of names that the user gives to values of one type, in the order of the file.
 *
 * @param item the type of each value
 * @param items what the values are called, in the plural
 * @param fewest how many there are at least
 * @param <T> a value
 */
public record NamedType<T>(ValueType<T> item, String items, int fewest) implements ValueType<List<Named<T>>> {
    private static final String FORM = "[A-Za-z][A-Za-z0-9_-]{0,63}";
    private static final Pattern NAMES = Pattern.compile(FORM);
    private static final String NAME = "a name of 1 to 64 letters, digits, hyphens and underscores, a letter first";

    @Override
    public Optional<List<Named<T>>> read(Node node, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.wrong(node, allowed());
            return Optional.empty();
        }
        int before = reading.problems().count();
        if (mapping.entries().size() < fewest) {
            reading.wrong(mapping.place(), "no " + items, allowed());
        }
        List<Named<T>> values = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            if (!NAMES.matcher(entry.key()).matches()) {
                reading.at(entry.key()).wrong(entry.place(), "the name \"" + entry.key() + "\"", NAME);
            }
            item.read(entry.value(), reading.at(entry.key()))
                    .ifPresent(value -> values.add(new Named<>(entry.key(), value)));
        }
        return reading.problems().count() == before ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    /** The values of which something can be told. */
    @Override
    public Optional<List<Named<T>>> outline(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            return Optional.empty();
        }
        List<Named<T>> told = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            item.outline(entry.value()).ifPresent(value -> told.add(new Named<>(entry.key(), value)));
        }
        return Optional.of(List.copyOf(told));
    }

    @Override
    public Node write(List<Named<T>> values) {
        return new Node.Mapping(
                values.stream()
                        .map(named -> new Node.Entry(named.name(), Node.NOWHERE, item.write(named.value())))
                        .toList(),
                Node.NOWHERE);
    }

    @Override
    public String allowed() {
        return "a mapping of names to " + items;
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.put("minProperties", fewest);
        schema.putObject("propertyNames").put("pattern", "^" + FORM + "$");
        schema.set("additionalProperties", item.jsonSchema());
        return schema;
    }

    @Override
    public Map<String, MappingType<?>> mappings() {
        Map<String, MappingType<?>> below = new LinkedHashMap<>();
        item.mappings().forEach((rest, mapping) -> below.put(".NAME" + rest, mapping));
        return below;
    }
}
