package io.dopaflow.scenarios.format;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** Nodes that are written rather than read, and their JSON. */
public final class Written {

    private static final int LARGEST_PLAIN_EXPONENT = 15;
    private static final int MOST_PLAIN_DECIMALS = 9;

    private Written() {}

    /** A text, quoted where it has to be. */
    public static Node text(String value) {
        return new Node.Scalar(value, ScalarKind.TEXT, Node.NOWHERE);
    }

    static Node number(long value) {
        return new Node.Scalar(Long.toString(value), ScalarKind.NUMBER, Node.NOWHERE);
    }

    static Node number(double value) {
        return new Node.Scalar(digits(value), ScalarKind.NUMBER, Node.NOWHERE);
    }

    static Node flag(boolean value) {
        return new Node.Scalar(Boolean.toString(value), ScalarKind.BOOLEAN, Node.NOWHERE);
    }

    /**
     * The fewest digits that give the same double again; an exponent only where the number would be long. Digests are
     * over these, so every JDK writes the same; {@link Double#toString} has more digits than it needs before Java 19.
     */
    static String digits(double value) {
        String shortest = NumberOutput.toString(value, true);
        BigDecimal exact = new BigDecimal(shortest).stripTrailingZeros();
        boolean isShort = exact.scale() <= MOST_PLAIN_DECIMALS + exact.precision()
                && exact.precision() - exact.scale() <= LARGEST_PLAIN_EXPONENT
                && exact.precision() - exact.scale() > -MOST_PLAIN_DECIMALS;
        boolean isNegativeZero = value == 0 && 1 / value < 0;
        if (isNegativeZero) {
            return "-0.0";
        }
        return isShort ? exact.toPlainString() : shortest.replaceFirst("E(\\d)", "E+$1");
    }

    /** The same values as JSON. */
    public static JsonNode json(Node node) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node instanceof Node.Mapping mapping) {
            ObjectNode object = json.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
            return object;
        }
        if (node instanceof Node.Sequence sequence) {
            ArrayNode array = json.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return switch (scalar.kind()) {
            case TEXT -> json.textNode(scalar.text());
            case NUMBER -> jsonNumber(new BigDecimal(scalar.text()));
            case BOOLEAN -> json.booleanNode(Boolean.parseBoolean(scalar.text()));
            case NOTHING -> json.nullNode();
        };
    }

    private static JsonNode jsonNumber(BigDecimal number) {
        return number.scale() <= 0 && number.precision() - number.scale() <= LARGEST_PLAIN_EXPONENT
                ? JsonNodeFactory.instance.numberNode(number.longValueExact())
                : JsonNodeFactory.instance.numberNode(number);
    }
}
