package io.dopaflow.analysis.converge;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;

/**
 * A power law y = c x^slope through measured points, by weighted least squares of log y on log x with weights
 * 1 / var(log y). The interval of the slope follows from the points' own variances. Where they scatter about the line more
 * than these explain (chi-square at the level of 1 %), they are all taken to be as much larger as the scatter says.
 *
 * @param slope with its 95 % interval
 * @param resolution width of the interval that follows from the points' own variances alone
 * @param misfit how far the points are from the line: weighted root mean square, relative to their values
 * @param logFactor log c
 * @param points how many there are
 */
public record PowerLaw(Interval slope, double resolution, double misfit, double logFactor, int points) {
    private static final double UNEXPLAINED = 0.99;

    /**
     * Fits.
     *
     * @param x positive, at least two different values
     * @param y positive
     * @param logVariance of log y, positive
     */
    public static PowerLaw fit(double[] x, double[] y, double[] logVariance) {
        int points = x.length;
        double weights = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < points; i++) {
            double weight = 1 / logVariance[i];
            weights += weight;
            meanX += weight * StrictMath.log(x[i]);
            meanY += weight * StrictMath.log(y[i]);
        }
        meanX /= weights;
        meanY /= weights;
        double square = 0;
        double product = 0;
        for (int i = 0; i < points; i++) {
            double offset = StrictMath.log(x[i]) - meanX;
            square += offset * offset / logVariance[i];
            product += offset * (StrictMath.log(y[i]) - meanY) / logVariance[i];
        }
        double slope = product / square;
        double residual = 0;
        for (int i = 0; i < points; i++) {
            double off = StrictMath.log(y[i]) - meanY - slope * (StrictMath.log(x[i]) - meanX);
            residual += off * off / logVariance[i];
        }
        double half = Interval.NORMAL / Math.sqrt(square);
        double resolution = 2 * half;
        if (points > 2
                && residual > new ChiSquaredDistribution(points - 2.0).inverseCumulativeProbability(UNEXPLAINED)) {
            half *= Math.sqrt(residual / (points - 2));
        }
        return new PowerLaw(
                new Interval(slope, slope - half, slope + half),
                resolution,
                Math.sqrt(residual / weights),
                meanY - slope * meanX,
                points);
    }

    /**
     * Fits through the points that have a logarithm and a scatter; empty if there are fewer than two.
     *
     * @param x of a point, positive
     * @param y of a point
     * @param logVariance of log y
     */
    static <P> Optional<PowerLaw> through(
            List<P> all, ToDoubleFunction<P> x, ToDoubleFunction<P> y, ToDoubleFunction<P> logVariance) {
        List<P> points = all.stream()
                .filter(point -> y.applyAsDouble(point) > 0 && logVariance.applyAsDouble(point) > 0)
                .toList();
        if (points.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(fit(
                points.stream().mapToDouble(x).toArray(),
                points.stream().mapToDouble(y).toArray(),
                points.stream().mapToDouble(logVariance).toArray()));
    }

    /** The value of the law. */
    public double at(double x) {
        return StrictMath.exp(logFactor + slope.estimate() * StrictMath.log(x));
    }
}
