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
    /** From this many times d on, the order of d/n is negligible. */
    public static final int RATIO_FROM = 100;

    /** Copies the points. */
    public Curve {
        points = List.copyOf(points);
    }

    /** The points with n at least {@value EndDistances#SLOPE_FROM} d that can be judged, see {@link EndDistance#FEWEST}. */
    public List<PointEstimate> slopePoints() {
        return points.stream()
                .filter(point -> point.ended().isSound() && point.ended().isAtLeast(EndDistances.SLOPE_FROM))
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
        return ends().law();
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

    private static Optional<PowerLaw> law(
            List<PointEstimate> points,
            ToDoubleFunction<PointEstimate> value,
            ToDoubleFunction<PointEstimate> variance) {
        return PowerLaw.through(points, point -> point.setting().cycles(), value, variance);
    }

    /**
     * Measured over predicted distance at the end, geometric mean over the points with n at least {@value #RATIO_FROM} d,
     * weighted by the inverse variances; empty if there are none.
     */
    public Optional<Interval> ratio() {
        return ends().ratio(RATIO_FROM);
    }

    /** The distances at the end alone. */
    EndDistances ends() {
        return new EndDistances(points.stream().map(PointEstimate::ended).toList());
    }
}
