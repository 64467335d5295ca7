package io.dopaflow.analysis.figure;

import java.util.List;

/**
 * An axis.
 *
 * @param name of the quantity
 * @param unit as written behind the name, such as ms; empty for a number
 * @param from the lower end
 * @param to the upper end, above the lower one
 * @param isLogarithmic whether equal lengths are equal factors; both ends are positive then
 * @param rows names of the places 0, 1, ... from the top, for an axis of neurons or classes; empty for one of numbers
 */
public record Axis(String name, String unit, double from, double to, boolean isLogarithmic, List<String> rows) {

    /** Copies the list. */
    public Axis {
        rows = List.copyOf(rows);
        if (!(from < to) || (isLogarithmic && !(from > 0))) {
            throw new IllegalArgumentException("axis " + name + " from " + from + " to " + to
                    + (isLogarithmic ? "; allowed: ascending, above 0" : "; allowed: ascending"));
        }
    }

    /** A linear axis. */
    public static Axis linear(String name, String unit, double from, double to) {
        return new Axis(name, unit, from, to, false, List.of());
    }

    /** A logarithmic axis. */
    public static Axis logarithmic(String name, String unit, double from, double to) {
        return new Axis(name, unit, from, to, true, List.of());
    }

    /** A row for each name, the first at the top: the place of row i is i, and the axis points down. */
    public static Axis rows(String name, List<String> rows) {
        return new Axis(name, "", -0.5, Math.max(rows.size(), 1) - 0.5, false, rows);
    }

    /** Name and unit as they are written at the axis. */
    public String label() {
        return unit.isEmpty() ? name : name + " [" + unit + "]";
    }
}
