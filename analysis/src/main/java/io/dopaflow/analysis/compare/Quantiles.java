package io.dopaflow.analysis.compare;

import java.util.Arrays;

/**
 * Quantiles of a set of numbers, interpolated linearly between order statistics (definition 7 of Hyndman and Fan 1996).
 *
 * @param sorted ascending, without NaN
 */
public record Quantiles(double[] sorted) {

    /** Of these numbers; NaN are left out. */
    public static Quantiles of(double[] values) {
        return new Quantiles(
                Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray());
    }

    /** The value below which a share of the numbers lies, from 0 to 1; NaN if there are no numbers. */
    public double at(double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
