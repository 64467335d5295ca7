package io.dopaflow.models.numerics;

/**
 * Checks of numbers by the ranges of their tables; NaN fails. A number without a unit has an empty one.
 *
 * <p>Each throws an {@link IllegalArgumentException} that says what was found and what is allowed.
 */
public final class Ranges {
    private Ranges() {}

    private static IllegalArgumentException refused(String name, double value, String unit, String allowed) {
        return new IllegalArgumentException(
                name + " is " + value + (unit.isEmpty() ? "" : " " + unit) + "; allowed: " + allowed);
    }

    /** Above 0, and finite. */
    public static void positive(String name, double value, String unit) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw refused(name, value, unit, "above 0");
        }
    }

    /** From 0, and finite. */
    public static void notNegative(String name, double value, String unit) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw refused(name, value, unit, "from 0");
        }
    }

    /** Any number but infinities and NaN. */
    public static void finite(String name, double value, String unit) {
        if (!Double.isFinite(value)) {
            throw refused(name, value, unit, "finite");
        }
    }

    /** A potential in mV below another one. */
    public static void below(String name, double value, String limitName, double limit) {
        if (!(value < limit) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(
                    name + " is " + value + " mV; allowed: below " + limitName + ", " + limit + " mV");
        }
    }
}
