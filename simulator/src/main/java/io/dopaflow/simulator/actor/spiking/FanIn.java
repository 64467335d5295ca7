package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.Arrivals;
import java.util.Arrays;

/**
 * The synapses onto a cell, by the cells that they come from.
 *
 * @param sources the cells that project to it, ascending
 * @param offsets where the synapses of each begin; one more at the end
 * @param synapses numbers in the order of their ids
 * @param weights of each synapse
 * @param delaysPs of each synapse
 */
record FanIn(int[] sources, int[] offsets, long[] synapses, double[] weights, long[] delaysPs) {

    /** Of a cell that nothing projects to. */
    static final FanIn NONE = new FanIn(new int[0], new int[1], new long[0], new double[0], new long[0]);

    /** Adds what arrives of the spikes of a source after some time. */
    void add(int source, long[] timesPs, long after, Arrivals into) {
        int place = Arrays.binarySearch(sources, source);
        for (long time : timesPs) {
            for (int i = offsets[place]; i < offsets[place + 1]; i++) {
                if (time + delaysPs[i] > after) {
                    into.add(time + delaysPs[i], synapses[i], weights[i]);
                }
            }
        }
    }
}
