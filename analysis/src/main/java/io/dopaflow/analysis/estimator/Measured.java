package io.dopaflow.analysis.estimator;

import java.util.Arrays;
import java.util.Optional;
import org.hipparchus.stat.descriptive.rank.Percentile;

/**
 * A number.
 *
 * @param value what it is
 * @param interval where it may be; empty if the value is exact
 */
public record Measured(double value, Optional<Interval> interval) {
    private static final double LOWER = 2.5;
    private static final double UPPER = 97.5;

    /**
     * A 95 % interval.
     *
     * @param lower its lower end
     * @param upper its upper end
     */
    public record Interval(double lower, double upper) {}

    /** An exact number. */
    public static Measured exactly(double value) {
        return new Measured(value, Optional.empty());
    }

    /**
     * A number with the interval between the 2.5 % and 97.5 % quantiles of what draws with replacement gave (percentile
     * method, Efron and Tibshirani 1993, section 13.3).
     *
     * @param drawn by draw; none where the number is exact
     */
    public static Measured of(double value, double[] drawn) {
        if (drawn.length == 0) {
            return exactly(value);
        }
        Percentile percentile = new Percentile();
        percentile.setData(Arrays.copyOf(drawn, drawn.length));
        return new Measured(value, Optional.of(new Interval(quantile(percentile, LOWER), quantile(percentile, UPPER))));
    }

    /** Between two infinite draws nothing can be interpolated: that is infinite too. */
    private static double quantile(Percentile percentile, double percent) {
        double quantile = percentile.evaluate(percent);
        boolean isUnbounded = Arrays.stream(percentile.getData()).anyMatch(drawn -> drawn == Double.POSITIVE_INFINITY);
        return Double.isNaN(quantile) && isUnbounded ? Double.POSITIVE_INFINITY : quantile;
    }
}
