package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.phased.JitterWindow;
import io.dopaflow.models.phased.PhasedLearning;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** The spikes that arrive with jitter at a block of synapses, row by row, and the potentials that come of them. */
final class JitteredRows {
    private final JitterWindow window;
    private final UniformRandomProvider[] draws;
    private final Lines lines;
    private final double[] jumps;
    private final long[] arrivalsPs;

    /**
     * Of synapses of the network.
     *
     * @param synapses their numbers, line by line
     * @param wave the next one, from 0
     */
    JitteredRows(PhasedLearning model, JitterWindow window, int[] synapses, Lines lines, long wave) {
        this.window = window;
        this.draws = Arrays.stream(synapses)
                .mapToObj(synapse -> JitterWindow.draws(model.streams(), model.circuit(), synapse, wave))
                .toArray(UniformRandomProvider[]::new);
        this.lines = lines;
        this.jumps = new double[lines.rows()];
        this.arrivalsPs = new long[lines.rows()];
    }

    /**
     * Lets a spike arrive at each synapse, and writes what eligibility comes of it, and the potential of each postsynaptic
     * unit at readout.
     *
     * @param weights line by line
     * @param amplitudes of the presynaptic units
     * @param eligibilities line by line
     */
    void receive(double[] weights, double[] amplitudes, double[] eligibilities, double[] potentials) {
        for (int column = 0; column < potentials.length; column++) {
            for (int row = 0; row < amplitudes.length; row++) {
                int i = lines.index(row, column);
                arrivalsPs[row] = window.arrivalPs(draws[i]);
                jumps[row] = weights[i] * amplitudes[row];
                eligibilities[i] = window.eligibility(arrivalsPs[row]);
            }
            potentials[column] = window.potential(jumps, arrivalsPs);
        }
    }
}
