package io.dopaflow.analysis.converge;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The replicates of a grid point, summed up.
 *
 * @param setting of the grid point
 * @param replicates that were measured, at least 2
 * @param failed replicates that did not come to their end and are missing in all figures
 * @param sup root mean square of the sup-distance to the gradient flow
 * @param end root mean square of the distance at the end
 * @param alongBias mean displacement in the direction of the predicted bias
 * @param accumulatedTime mean accumulated gradient-flow time, where it was measured
 */
public record PointEstimate(
        Setting setting,
        int replicates,
        int failed,
        RmsEstimate sup,
        RmsEstimate end,
        Interval alongBias,
        Optional<Interval> accumulatedTime) {

    /**
     * Sums up.
     *
     * @param replicates at least 2, in an order that does not depend on who ran them
     * @param failed how many more did not come to their end
     * @param streams of which the bootstrap draws, of both distances the same replicates
     */
    public static PointEstimate of(Setting setting, List<Replicate> replicates, int failed, RandomStreams streams) {
        boolean hasTime = replicates.stream().noneMatch(r -> Double.isNaN(r.accumulatedTime()));
        return new PointEstimate(
                setting,
                replicates.size(),
                failed,
                RmsEstimate.of(values(replicates, Replicate::sup), streams.stream(Purpose.BOOTSTRAP, 0)),
                RmsEstimate.of(values(replicates, Replicate::end), streams.stream(Purpose.BOOTSTRAP, 0)),
                mean(values(replicates, Replicate::alongBias)),
                hasTime ? Optional.of(mean(values(replicates, Replicate::accumulatedTime))) : Optional.empty());
    }

    private static double[] values(List<Replicate> replicates, ToDoubleFunction<Replicate> value) {
        return replicates.stream().mapToDouble(value).toArray();
    }

    private static Interval mean(double[] values) {
        double mean = 0;
        double spread = 0;
        for (int i = 0; i < values.length; i++) {
            double off = values[i] - mean;
            mean += off / (i + 1);
            spread += off * (values[i] - mean);
        }
        return Interval.normal(mean, Math.sqrt(spread / (values.length - 1) / values.length));
    }

    /** The distance at the end alone. */
    public EndDistance ended() {
        return new EndDistance(
                setting.cycles(),
                setting.dimension(),
                replicates,
                failed,
                end,
                OptionalDouble.of(setting.prediction().rms()));
    }

    /** Measured over predicted root mean square at the end. */
    public Interval ratio() {
        return ended().ratio().orElseThrow();
    }

    /** Whether the mean displacement along the predicted bias can be told from none. */
    public boolean resolvesBias() {
        return !alongBias.contains(0, 0);
    }
}
