package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.phased.JitterWindow;
import io.dopaflow.models.phased.PhasedLearning;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/** The spikes that arrive with jitter at a block of synapses, row by row, and the potentials that come of them. */
final class JitteredRows {
    private final JitterWindow window;
    private final UniformRandomProvider[] draws;
    private final int columns;

    /** By column, then row by row. */
    private final double[][] jumps;

    private final long[][] arrivalsPs;

    /**
     * Of synapses of the network.
     *
     * @param synapses their numbers, row by row
     * @param wave the next one, from 0
     */
    JitteredRows(PhasedLearning model, JitterWindow window, int[] synapses, int columns, long wave) {
        this.window = window;
        this.draws = Arrays.stream(synapses)
                .mapToObj(synapse -> JitterWindow.draws(model.streams(), model.circuit(), synapse, wave))
                .toArray(UniformRandomProvider[]::new);
        this.columns = columns;
        int rows = synapses.length / columns;
        this.jumps = new double[columns][rows];
        this.arrivalsPs = new long[columns][rows];
    }

    /**
     * Lets a spike arrive at each synapse of a row, and writes what eligibility comes of it.
     *
     * @param weights row by row
     * @param amplitude of the presynaptic unit
     * @param eligibilities row by row
     */
    void add(int row, double[] weights, double amplitude, double[] eligibilities) {
        for (int column = 0; column < columns; column++) {
            int i = row * columns + column;
            long arrivalPs = window.arrivalPs(draws[i]);
            jumps[column][row] = weights[i] * amplitude;
            arrivalsPs[column][row] = arrivalPs;
            eligibilities[i] = window.eligibility(arrivalPs);
        }
    }

    /** Writes the potential of each postsynaptic unit when all rows have been added. */
    void readOut(double[] potentials) {
        for (int column = 0; column < columns; column++) {
            potentials[column] = window.potential(jumps[column], arrivalsPs[column]);
        }
    }
}
