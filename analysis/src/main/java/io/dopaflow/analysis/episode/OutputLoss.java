package io.dopaflow.analysis.episode;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** The loss of an episode, by the spikes of its output neurons alone. */
@FunctionalInterface
public interface OutputLoss {

    /**
     * The loss.
     *
     * @param spikesMs times in ms since the start of the episode, ascending, by output neuron
     * @return a finite number
     */
    double of(double[][] spikesMs);

    /** A loss that asks only how many spikes each output neuron made. */
    static OutputLoss ofCounts(ToDoubleFunction<int[]> loss) {
        return spikesMs -> loss.applyAsDouble(
                Arrays.stream(spikesMs).mapToInt(times -> times.length).toArray());
    }
}
