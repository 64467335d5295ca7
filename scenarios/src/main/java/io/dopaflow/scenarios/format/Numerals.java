package io.dopaflow.scenarios.format;

import java.math.BigDecimal;
import java.util.Optional;

/** The exact value of a number as it was written. */
final class Numerals {

    private static final int LONGEST = 400;

    private Numerals() {}

    static Optional<BigDecimal> read(Node node) {
        return node instanceof Node.Scalar scalar && scalar.kind() == ScalarKind.NUMBER
                ? parse(scalar.text())
                : Optional.empty();
    }

    static Optional<BigDecimal> parse(String text) {
        try {
            return text.length() > LONGEST ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The whole number of the range that equals the value. */
    static Optional<Long> whole(BigDecimal value, long min, long max) {
        try {
            long whole = value.longValueExact();
            return whole >= min && whole <= max ? Optional.of(whole) : Optional.empty();
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
