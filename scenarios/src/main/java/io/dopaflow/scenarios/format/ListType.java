package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list.
 *
 * @param item the type of each item
 * @param items what the items are called, in the plural
 * @param min the fewest items
 * @param max the most items
 * @param <T> an item
 */
public record ListType<T>(ValueType<T> item, String items, int min, int max) implements ValueType<List<T>> {

    @Override
    public Optional<List<T>> read(Node node, Reading reading) {
        if (!(node instanceof Node.Sequence sequence)) {
            reading.wrong(node, allowed());
            return Optional.empty();
        }
        int size = sequence.items().size();
        if (size < min || size > max) {
            reading.wrong(node.place(), "a list of " + size, allowed());
            return Optional.empty();
        }
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            item.read(sequence.items().get(i), reading.at(Integer.toString(i))).ifPresent(values::add);
        }
        return values.size() == size ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    @Override
    public Node write(List<T> values) {
        return new Node.Sequence(values.stream().map(item::write).toList(), Node.NOWHERE);
    }

    @Override
    public String allowed() {
        return "a list of " + min + " to " + max + " " + items;
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance
                .objectNode()
                .put("type", "array")
                .put("minItems", min)
                .put("maxItems", max);
        schema.set("items", item.jsonSchema());
        return schema;
    }

    @Override
    public Optional<MappingType<?>> mapping() {
        return item.mapping();
    }
}
