package io.dopaflow.models.spiking;

import java.util.Arrays;

/**
 * Looks at variables of some neurons of a population at an interval: at offset + interval, offset + 2 interval, ... up to the end, both after
 * what happens at that time.
 *
 * @param group the population: its place in the network
 * @param neurons numbers within the population, ascending
 * @param variables places among the variables of the population's model, ascending
 * @param everyPs above 0, a multiple of the time's unit
 * @param offsetPs from 0, a multiple of the time's unit
 */
public record StateProbe(int group, int[] neurons, int[] variables, long everyPs, long offsetPs) {

    /** Validates the times; copies. */
    public StateProbe {
        if (everyPs < 1 || offsetPs < 0) {
            throw new IllegalArgumentException(
                    "states are looked at each " + everyPs + " ps from " + offsetPs + " ps; allowed: above 0, from 0");
        }
        neurons = neurons.clone();
        variables = variables.clone();
    }

    /** The first time after another at which it looks, in ps. */
    public long next(long after) {
        return offsetPs + (Math.max(0, after - offsetPs) / everyPs + 1) * everyPs;
    }

    /** Whether it looks at a neuron, by its number in the population. */
    public boolean looksAt(int neuron) {
        return Arrays.binarySearch(neurons, neuron) >= 0;
    }
}
