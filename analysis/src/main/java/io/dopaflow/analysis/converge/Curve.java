package io.dopaflow.analysis.converge;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The grid points of a study that differ in n only.
 *
 * @param scaling by which alpha and A depend on n
 * @param points by ascending n, those at which two replicates came to their end
 */
public record Curve(Scaling scaling, List<PointEstimate> points) {
    /** From this many times d on, noise is small enough against the step for a slope. */
    public static final int SLOPE_FROM = 10;

    /** From this many times d on, the order of d/n is negligible. */
    public static final int RATIO_FROM = 100;

    /** Copies the points. */
    public Curve {
        points = List.copyOf(points);
    }

    /** The points with n at least {@value #SLOPE_FROM} d that can be judged, see {@link PointEstimate#FEWEST}. */
    public List<PointEstimate> slopePoints() {
        return points.stream()
                .filter(point -> point.isSound() && point.isAtLeast(SLOPE_FROM))
                .toList();
    }

    /** The same without the points below some n. */
    Curve from(int cycles) {
        return new Curve(
                scaling,
                points.stream()
                        .filter(point -> point.setting().cycles() >= cycles)
                        .toList());
    }

    /** How the sup-distance, in units of the predicted distance at the end, depends on n, over {@link #slopePoints()}. */
    Optional<PowerLaw> relativeLaw() {
        return law(
                slopePoints(),
                point -> point.sup().rms().estimate()
                        / point.setting().prediction().rms(),
                point -> point.sup().logVariance());
    }

    /** How measured over predicted distance at the end depends on n, over {@link #slopePoints()}. */
    Optional<PowerLaw> ratioLaw() {
        return law(
                slopePoints(),
                point -> point.ratio().estimate(),
                point -> point.end().logVariance());
    }

    /** How the sup-distance falls with n, over {@link #slopePoints()}; empty if there are fewer than two. */
    public Optional<PowerLaw> supLaw() {
        return law(
                slopePoints(),
                point -> point.sup().rms().estimate(),
                point -> point.sup().logVariance());
    }

    /** How the distance at the end falls with n, over {@link #slopePoints()}; empty if there are fewer than two. */
    public Optional<PowerLaw> endLaw() {
        return law(
                slopePoints(),
                point -> point.end().rms().estimate(),
                point -> point.end().logVariance());
    }

    /**
     * How the accumulated gradient-flow time grows with n, over {@link #slopePoints()}; empty if there are fewer than two,
     * or it was not measured or not positive.
     */
    public Optional<PowerLaw> timeLaw() {
        List<PointEstimate> timed = slopePoints();
        boolean hasTimes = timed.stream()
                .allMatch(point -> point.accumulatedTime()
                        .filter(time -> time.estimate() > 0)
                        .isPresent());
        return hasTimes
                ? law(timed, point -> point.accumulatedTime().orElseThrow().estimate(), Curve::timeVariance)
                : Optional.empty();
    }

    private static double timeVariance(PointEstimate point) {
        Interval time = point.accumulatedTime().orElseThrow();
        double deviation = (time.upper() - time.estimate()) / Interval.NORMAL / time.estimate();
        return deviation * deviation;
    }

    /** A law through the points that have a logarithm and a scatter. */
    private static Optional<PowerLaw> law(
            List<PointEstimate> all, ToDoubleFunction<PointEstimate> value, ToDoubleFunction<PointEstimate> variance) {
        List<PointEstimate> points = all.stream()
                .filter(point -> value.applyAsDouble(point) > 0 && variance.applyAsDouble(point) > 0)
                .toList();
        if (points.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(PowerLaw.fit(
                points.stream().mapToDouble(point -> point.setting().cycles()).toArray(),
                points.stream().mapToDouble(value).toArray(),
                points.stream().mapToDouble(variance).toArray()));
    }

    /**
     * Measured over predicted distance at the end, geometric mean over the points with n at least {@value #RATIO_FROM} d,
     * weighted by the inverse variances; empty if there are none.
     */
    public Optional<Interval> ratio() {
        double weights = 0;
        double sum = 0;
        for (PointEstimate point : slopePoints()) {
            if (point.isAtLeast(RATIO_FROM) && point.end().logVariance() > 0) {
                weights += 1 / point.end().logVariance();
                sum += StrictMath.log(point.ratio().estimate()) / point.end().logVariance();
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
