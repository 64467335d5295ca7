package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list that is written without its brackets where it has one item.
 *
 * @param list the type of the list; its items are no lists
 * @param <T> an item
 */
public record OneOrList<T>(ListType<T> list) implements ValueType<List<T>> {

    @Override
    public Optional<List<T>> read(Node node, Reading reading) {
        return node instanceof Node.Sequence
                ? list.read(node, reading)
                : list.item().read(node, reading).map(List::of);
    }

    @Override
    public Optional<List<T>> outline(Node node) {
        return node instanceof Node.Sequence
                ? list.outline(node)
                : list.item().outline(node).map(List::of);
    }

    @Override
    public Node write(List<T> values) {
        return values.size() == 1 ? list.item().write(values.get(0)) : list.write(values);
    }

    @Override
    public String allowed() {
        return list.item().allowed() + " | " + list.allowed();
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf").add(list.item().jsonSchema()).add(list.jsonSchema());
        return schema;
    }

    @Override
    public Map<String, MappingType<?>> mappings() {
        return list.mappings();
    }
}
