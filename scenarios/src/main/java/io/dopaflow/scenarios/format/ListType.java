package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

    /** The items that are right by their places, whatever is wrong with others; nothing is reported. */
    public SortedMap<Integer, T> outline(Node node) {
        SortedMap<Integer, T> right = new TreeMap<>();
        if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                int place = i;
                item.read(sequence.items().get(i), new Reading("", new Problems()))
                        .ifPresent(value -> right.put(place, value));
            }
        }
        return right;
    }

    @Override
    public Node write(List<T> values) {
        return new Node.Sequence(values.stream().map(item::write).toList(), Node.NOWHERE);
    }

    @Override
    public String allowed() {
        return "a list of " + (min == max ? "" : min + " to ") + max + " " + items;
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
    public Map<String, MappingType<?>> mappings() {
        return item.mappings();
    }
}
