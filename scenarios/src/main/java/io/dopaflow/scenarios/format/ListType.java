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

    /** The items of which something can be told, by their places; nothing is reported. */
    public SortedMap<Integer, T> items(Node node) {
        SortedMap<Integer, T> told = new TreeMap<>();
        if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                int place = i;
                item.outline(sequence.items().get(i)).ifPresent(value -> told.put(place, value));
            }
        }
        return told;
    }

    /** The items up to the first of which nothing can be told, so that each keeps its place. */
    @Override
    public Optional<List<T>> outline(Node node) {
        if (!(node instanceof Node.Sequence sequence) || sequence.items().size() > max) {
            return Optional.empty();
        }
        List<T> first = new ArrayList<>();
        for (Node each : sequence.items()) {
            Optional<T> told = item.outline(each);
            if (told.isEmpty()) {
                break;
            }
            first.add(told.get());
        }
        return Optional.of(List.copyOf(first));
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
