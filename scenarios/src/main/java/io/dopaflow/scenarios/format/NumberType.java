package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A finite number in a range, as the nearest double.
 *
 * @param min the lower end
 * @param minAllowed whether the lower end itself is allowed
 * @param max the upper end
 * @param maxAllowed whether the upper end itself is allowed
 */
public record NumberType(double min, boolean minAllowed, double max, boolean maxAllowed) implements ValueType<Double> {

    /** Any finite number. */
    public static final NumberType FINITE = between(-Double.MAX_VALUE, Double.MAX_VALUE);

    /**
     * Numbers of a closed range.
     *
     * @param min the least
     * @param max the largest
     * @return the type
     */
    public static NumberType between(double min, double max) {
        return new NumberType(min, true, max, true);
    }

    /**
     * Positive numbers.
     *
     * @param max the largest
     * @return the type
     */
    public static NumberType positiveUpTo(double max) {
        return new NumberType(0, false, max, true);
    }

    @Override
    public Optional<Double> read(Node node, Reading reading) {
        Optional<Double> value =
                Numerals.read(node).map(BigDecimal::doubleValue).filter(this::contains);
        if (value.isEmpty()) {
            reading.wrong(node, allowed());
        }
        return value;
    }

    private boolean contains(double value) {
        return (minAllowed ? value >= min : value > min) && (maxAllowed ? value <= max : value < max);
    }

    @Override
    public Node write(Double value) {
        return Written.number(value);
    }

    @Override
    public String allowed() {
        if (equals(FINITE)) {
            return "a finite number";
        }
        return "a number " + (minAllowed ? "from " : "above ") + Written.digits(min)
                + (maxAllowed ? " to " : " to below ") + Written.digits(max);
    }

    @Override
    public ObjectNode jsonSchema() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "number")
                .put(minAllowed ? "minimum" : "exclusiveMinimum", min)
                .put(maxAllowed ? "maximum" : "exclusiveMaximum", max);
    }
}
