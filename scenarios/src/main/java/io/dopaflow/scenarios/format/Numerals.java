package io.dopaflow.scenarios.format;

import java.math.BigDecimal;
import java.util.Optional;

/** The exact value of a number as it was written: with the digits 0 to 9, those of no other script. */
public final class Numerals {

    private static final int LONGEST = 400;

    private Numerals() {}

    static Optional<BigDecimal> read(Node.Scalar scalar) {
        return scalar.kind() == ScalarKind.NUMBER ? parse(scalar.text()) : Optional.empty();
    }

    /** Reads a number as scenario files have them, of at most {@value #LONGEST} characters; nothing if it is none. */
    public static Optional<BigDecimal> parse(String text) {
        try {
            return text.length() <= LONGEST && ScalarKind.ofPlain(text) == ScalarKind.NUMBER
                    ? Optional.of(new BigDecimal(text))
                    : Optional.empty();
        } catch (NumberFormatException e) { // an exponent of more than 32 bits
            return Optional.empty();
        }
    }

    /** The whole number of the range that equals the value, if there is one. */
    public static Optional<Long> whole(BigDecimal value, long min, long max) {
        try {
            long whole = value.longValueExact();
            return whole >= min && whole <= max ? Optional.of(whole) : Optional.empty();
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }
}
