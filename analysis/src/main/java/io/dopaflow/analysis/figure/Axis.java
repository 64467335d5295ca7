package io.dopaflow.analysis.figure;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * An axis.
 *
 * @param name of the quantity
 * @param unit as written behind the name, such as ms; empty for a number
 * @param from the lower end
 * @param to the upper end, above the lower one
 * @param isLogarithmic whether equal lengths are equal factors; both ends are positive then
 * @param isWhole whether it counts, so that only whole numbers are labelled
 * @param rows names of the places 0, 1, ... from the top, for an axis of neurons or classes; empty for one of numbers
 */
public record Axis(
        String name, String unit, double from, double to, boolean isLogarithmic, boolean isWhole, List<String> rows) {
    private static final double ROOM = 0.06;
    private static final double FACTOR = 1.3;

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
        return new Axis(name, unit, from, to, false, false, List.of());
    }

    /** A logarithmic axis. */
    public static Axis logarithmic(String name, String unit, double from, double to) {
        return new Axis(name, unit, from, to, true, false, List.of());
    }

    /** A linear axis from 0 to a little above the largest value; to 1 without any above 0. Gaps count for nothing. */
    public static Axis fromZero(String name, String unit, DoubleStream values) {
        double most = values.filter(Double::isFinite).max().orElse(0);
        return linear(name, unit, 0, most > 0 ? most * (1 + ROOM) : 1);
    }

    /** A linear axis of whole numbers, from 0 to a little above the largest; to 1 without any above 0. */
    public static Axis counts(String name, DoubleStream values) {
        return fromZero(name, "", values).whole();
    }

    /** The same axis, of which only whole numbers are labelled. */
    public Axis whole() {
        return new Axis(name, unit, from, to, isLogarithmic, true, rows);
    }

    /** The same axis with other ends. */
    public Axis between(double lower, double upper) {
        return new Axis(name, unit, lower, upper, isLogarithmic, isWhole, rows);
    }

    /** A linear axis that holds all values, with a little room at both ends. Gaps count for nothing. */
    public static Axis around(String name, String unit, DoubleStream values) {
        DoubleSummaryStatistics all = values.filter(Double::isFinite).summaryStatistics();
        if (all.getCount() == 0) {
            return linear(name, unit, 0, 1);
        }
        double length = all.getMax() - all.getMin();
        double room = length > 1e-12 * Math.abs(all.getMax()) ? length * ROOM : Math.max(1e-3, Math.abs(all.getMax()));
        return linear(name, unit, all.getMin() - room, all.getMax() + room);
    }

    /** A logarithmic axis that holds all values above 0, with a little room at both ends. */
    public static Axis aroundPositive(String name, String unit, DoubleStream values) {
        DoubleSummaryStatistics all =
                values.filter(value -> value > 0 && Double.isFinite(value)).summaryStatistics();
        return all.getCount() == 0
                ? logarithmic(name, unit, 0.1, 10)
                : logarithmic(name, unit, all.getMin() / FACTOR, all.getMax() * FACTOR);
    }

    /** A row for each name, the first at the top: the place of row i is i, and the axis points down. */
    public static Axis rows(String name, List<String> rows) {
        return new Axis(name, "", -0.5, Math.max(rows.size(), 1) - 0.5, false, true, rows);
    }

    /** Name and unit as they are written at the axis. */
    public String label() {
        return unit.isEmpty() ? name : name + " [" + unit + "]";
    }
}
