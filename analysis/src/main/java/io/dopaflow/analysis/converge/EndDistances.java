package io.dopaflow.analysis.converge;

import java.util.List;
import java.util.Optional;

/**
 * How the distance at the end depends on n, whatever learns.
 *
 * @param points by ascending n, those at which two replicates came to their end
 */
public record EndDistances(List<EndDistance> points) {
    /** From this many units of n on, noise is small enough against the step for a slope. */
    public static final int SLOPE_FROM = 10;

    /** Copies the points. */
    public EndDistances {
        points = List.copyOf(points);
    }

    /** The points that can be judged, see {@link EndDistance#FEWEST}, with n at least so many units. */
    public List<EndDistance> judged(int times) {
        return points.stream()
                .filter(point -> point.isSound() && point.isAtLeast(times))
                .toList();
    }

    /** The same without the points below some n. */
    EndDistances from(int n) {
        return new EndDistances(points.stream().filter(point -> point.n() >= n).toList());
    }

    /** How the distance falls with n, over the points that can be judged from {@link #SLOPE_FROM} units on; empty if there are fewer than two. */
    public Optional<PowerLaw> law() {
        return PowerLaw.through(
                judged(SLOPE_FROM),
                EndDistance::n,
                point -> point.measured().rms().estimate(),
                point -> point.measured().logVariance());
    }

    /**
     * Measured over predicted distance, geometric mean over the points that can be judged, weighted by the inverse variances; empty if there are none, or without a prediction.
     *
     * @param times the fewest units of n
     */
    public Optional<Interval> ratio(int times) {
        double weights = 0;
        double sum = 0;
        for (EndDistance point : judged(times)) {
            double variance = point.measured().logVariance();
            if (point.ratio().isPresent() && variance > 0) {
                weights += 1 / variance;
                sum += StrictMath.log(point.ratio().get().estimate()) / variance;
            }
        }
        if (weights == 0) {
            return Optional.empty();
        }
        Interval log = Interval.normal(sum / weights, 1 / Math.sqrt(weights));
        return Optional.of(
                new Interval(StrictMath.exp(log.estimate()), StrictMath.exp(log.lower()), StrictMath.exp(log.upper())));
    }
}
