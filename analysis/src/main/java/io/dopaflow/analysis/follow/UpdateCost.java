package io.dopaflow.analysis.follow;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.rule.Phase;

/**
 * What one update of a rule costs.
 *
 * @param phases that a sample goes through
 * @param waves of them, in which spikes go from layer to layer
 * @param arrivals of spikes at synapses
 * @param broadcasts told to all synapses
 * @param spikes of neurons, in the mean over samples
 */
public record UpdateCost(int phases, int waves, long arrivals, int broadcasts, double spikes) {

    /**
     * The cost of a rule on a network.
     *
     * @param spikes measured
     */
    public static UpdateCost of(Circuit circuit, double spikes) {
        long arrivals = 0;
        for (int phase = 0; phase < circuit.phases(); phase++) {
            arrivals += circuit.arrivals(phase);
        }
        int waves = (int) circuit.rule().phases().stream().filter(Phase::isWave).count();
        return new UpdateCost(
                circuit.phases(), waves, arrivals, circuit.rule().broadcasts().size(), spikes);
    }

    /** Arrivals until the mean of the updates is within 45 degrees of what it tends to. */
    public double arrivalsTo45(double n45) {
        return arrivals * Math.max(1, n45);
    }
}
