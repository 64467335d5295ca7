package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A whole number; {@code 1e3} and {@code 2.0} are whole, too.
 *
 * @param min the least
 * @param max the largest
 */
public record WholeNumberType(long min, long max) implements ValueType<Long> {

    @Override
    public Optional<Long> read(Node node, Reading reading) {
        Optional<Long> value = Numerals.read(node).flatMap(number -> Numerals.whole(number, min, max));
        if (value.isEmpty()) {
            reading.wrong(node, allowed());
        }
        return value;
    }

    @Override
    public Node write(Long value) {
        return Written.number(value);
    }

    @Override
    public String allowed() {
        return "a whole number from " + min + " to " + max;
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "integer")
                .put("minimum", min)
                .put("maximum", max);
    }
}
