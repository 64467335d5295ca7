package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A word for the usual cases, or a mapping that says it in detail.
 *
 * @param word the type of the word
 * @param detail the type of the mapping
 * @param isDetailed whether a value needs the mapping
 * @param <T> what either stands for
 */
public record WordOrMapping<T>(ValueType<T> word, MappingType<T> detail, Predicate<T> isDetailed)
        implements ValueType<T> {

    @Override
    public Optional<T> read(Node node, Reading reading) {
        if (node instanceof Node.Mapping) {
            return detail.read(node, reading);
        }
        Optional<T> value = word.read(node, new Reading(reading.path(), new Problems()));
        if (value.isEmpty()) {
            reading.wrong(node, allowed());
        }
        return value;
    }

    @Override
    public Optional<T> outline(Node node) {
        return node instanceof Node.Mapping ? detail.outline(node) : word.outline(node);
    }

    @Override
    public Node write(T value) {
        return isDetailed.test(value) ? detail.write(value) : word.write(value);
    }

    @Override
    public String allowed() {
        return word.allowed() + " | " + detail.allowed();
    }

    @Override
    public ObjectNode jsonSchema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.putArray("anyOf").add(word.jsonSchema()).add(detail.jsonSchema());
        return schema;
    }

    @Override
    public Map<String, MappingType<?>> mappings() {
        return detail.mappings();
    }
}
