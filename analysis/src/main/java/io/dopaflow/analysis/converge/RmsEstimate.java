package io.dopaflow.analysis.converge;

import io.dopaflow.analysis.compare.Quantiles;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The root mean square of some measurements, with a bootstrap interval: measurements are drawn with replacement as often
 * as there are any, {@value #RESAMPLES} times, and the interval lies between the 2.5 % and 97.5 % quantiles of the root
 * mean squares of those draws (percentile method, Efron and Tibshirani 1993, section 13.3).
 *
 * @param rms with its 95 % interval
 * @param logVariance variance of the logarithm of the root mean square
 */
public record RmsEstimate(Interval rms, double logVariance) {
    private static final int RESAMPLES = 1000;
    private static final double LOWER = 0.025;
    private static final double UPPER = 0.975;

    /**
     * Estimates.
     *
     * @param values at least one
     * @param random of which values are drawn
     */
    public static RmsEstimate of(double[] values, UniformRandomProvider random) {
        double[] squares = new double[values.length];
        double sum = 0.0;
        for (int i = 0; i < values.length; i++) {
            squares[i] = values[i] * values[i];
            sum += squares[i];
        }
        double[] drawn = new double[RESAMPLES];
        double mean = 0.0;
        double spread = 0.0;
        for (int i = 0; i < RESAMPLES; i++) {
            drawn[i] = Math.sqrt(meanOfDraw(squares, random));
            double log = StrictMath.log(drawn[i]);
            double off = log - mean;
            mean += off / (i + 1);
            spread += off * (log - mean);
        }
        Quantiles quantiles = Quantiles.of(drawn);
        double rms = Math.sqrt(sum / values.length);
        return new RmsEstimate(new Interval(rms, quantiles.at(LOWER), quantiles.at(UPPER)), spread / (RESAMPLES - 1));
    }

    private static double meanOfDraw(double[] squares, UniformRandomProvider random) {
        double sum = 0.0;
        for (int i = 0; i < squares.length; i++) {
            sum += squares[random.nextInt(squares.length)];
        }
        return sum / squares.length;
    }
}
