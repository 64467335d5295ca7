package io.dopaflow.models.spiking.neuron;

import java.util.Arrays;

/**
 * What arrives at the neurons of a group in a step.
 *
 * @param excitatory for each neuron the sum of the weights of 0 and above
 * @param inhibitory the sum of those below 0
 */
public record Arriving(double[] excitatory, double[] inhibitory) {

    /** Nothing, at so many neurons. */
    public static Arriving at(int neurons) {
        return new Arriving(new double[neurons], new double[neurons]);
    }

    /** The sums that synapses of a weight go into. */
    public double[] sums(double weight) {
        return weight >= 0 ? excitatory : inhibitory;
    }

    /** Takes what has arrived at a neuron and those behind it: 0 afterwards. */
    void clear(int from) {
        Arrays.fill(excitatory, from, excitatory.length, 0);
        Arrays.fill(inhibitory, from, inhibitory.length, 0);
    }
}
