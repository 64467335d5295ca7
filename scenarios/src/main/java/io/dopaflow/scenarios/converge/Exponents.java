package io.dopaflow.scenarios.converge;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The exponents of alpha_n = alpha n^-p and A_n = A n^-q.
 *
 * @param p of the learning rate
 * @param q of the half-window, not negative
 */
public record Exponents(double p, double q) {
    /** The exponents that are studied where none are given. */
    public static final Exponents BALANCED = new Exponents(1 / 3.0, 1 / 3.0);

    /** The exponents that the text prints: a constant learning rate, and A n^(-1/3). */
    public static final Exponents LITERAL = new Exponents(0, 1 / 3.0);

    static final String ALLOWED = "p,q such as 1/3,1/3 or 0,1/2 or 0.5,0.25, with p from -3 to 3 and q from 0 to 3";

    private static final Pattern NUMBER =
            Pattern.compile("([-+]?[0-9]{1,9}(?:\\.[0-9]{1,15})?)(?:/([0-9]{1,9}(?:\\.[0-9]{1,15})?))?");
    private static final double LARGEST = 3;

    /** Reads {@code p,q}; empty if the text is wrong. */
    static Optional<Exponents> parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        OptionalDouble p = number(parts[0]);
        OptionalDouble q = number(parts[1]);
        if (p.isEmpty() || q.isEmpty() || Math.abs(p.getAsDouble()) > LARGEST) {
            return Optional.empty();
        }
        return q.getAsDouble() >= 0 && q.getAsDouble() <= LARGEST
                ? Optional.of(new Exponents(p.getAsDouble(), q.getAsDouble()))
                : Optional.empty();
    }

    private static OptionalDouble number(String text) {
        Matcher matcher = NUMBER.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        double above = Double.parseDouble(matcher.group(1));
        double below = matcher.group(2) == null ? 1 : Double.parseDouble(matcher.group(2));
        return below > 0 ? OptionalDouble.of(above / below) : OptionalDouble.empty();
    }

    @Override
    public String toString() {
        return word(p) + "," + word(q);
    }

    /** The exponent with which the gradient-flow time goes, 1 - p - 2q. */
    double growth() {
        return 1 - p - 2 * q;
    }

    /** Whether the gradient-flow time has a limit. */
    boolean isBalanced() {
        return Math.abs(growth()) < 1e-9;
    }

    /** The number as a fraction, where it is a simple one. */
    static String word(double value) {
        for (int below = 1; below <= 4; below++) {
            double above = value * below;
            if (Math.abs(above - Math.rint(above)) < 1e-12) {
                return (long) Math.rint(above) + (below == 1 ? "" : "/" + below);
            }
        }
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
