package io.dopaflow.analysis.converge;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How far the replicates of one n ended from where the flow ends, whatever learnt.
 *
 * @param n cycles or episodes of the learning opportunity
 * @param unit what n has to be large against: the dimension d for cycles, n45 for episodes; above 0
 * @param replicates that were measured, at least 2
 * @param failed replicates that did not come to their end and are missing
 * @param measured root mean square of the distances
 * @param predicted the same by theory, above 0; empty where theory does not tell
 */
public record EndDistance(
        int n, double unit, int replicates, int failed, RmsEstimate measured, OptionalDouble predicted) {
    /**
     * The fewest replicates that are judged. The bootstrap's intervals are too short for few values: those of 95 % cover
     * 80, 89 and 94 % for 10, 20 and 100 replicates of one synapse, 89, 93 and 94 % for 16 synapses.
     */
    public static final int FEWEST = 20;

    /**
     * Sums up.
     *
     * @param distances of the replicates, at least 2, in an order that does not depend on who ran them
     * @param streams of which the bootstrap draws
     */
    public static EndDistance of(
            int n, double unit, double[] distances, int failed, OptionalDouble predicted, RandomStreams streams) {
        return new EndDistance(
                n,
                unit,
                distances.length,
                failed,
                RmsEstimate.of(distances, streams.stream(Purpose.BOOTSTRAP, 0)),
                predicted);
    }

    /** Measured over predicted root mean square; empty without a prediction. */
    public Optional<Interval> ratio() {
        return predicted.isPresent()
                ? Optional.of(measured.rms().times(1 / predicted.getAsDouble()))
                : Optional.empty();
    }

    /**
     * Whether it can be judged: with at least {@value #FEWEST} replicates, of which none failed. A failed one was
     * further away than any other, so that those that are left say too little.
     */
    boolean isSound() {
        return failed == 0 && replicates >= FEWEST;
    }

    /** Whether n is at least so many times the unit. */
    boolean isAtLeast(int times) {
        return n >= times * unit;
    }
}
