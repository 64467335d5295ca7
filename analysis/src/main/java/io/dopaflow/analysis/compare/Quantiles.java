package io.dopaflow.analysis.compare;

import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * Quantiles of a set of numbers, interpolated linearly between order statistics (definition 7 of Hyndman and Fan 1996).
 *
 * @param values in any order; NaN are left out
 */
public record Quantiles(double[] values) {

    /** Of these numbers; NaN are left out. */
    public static Quantiles of(double[] values) {
        return new Quantiles(values);
    }

    /** The value below which a share of the numbers lies, above 0 and up to 1; NaN if there are no numbers. */
    public double at(double share) {
        return new Percentile()
                .withEstimationType(Percentile.EstimationType.R_7)
                .evaluate(values, 100 * share);
    }
}
