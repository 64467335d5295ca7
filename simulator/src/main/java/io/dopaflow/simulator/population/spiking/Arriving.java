package io.dopaflow.simulator.population.spiking;

/**
 * What arrives at the neurons of a group in a step.
 *
 * @param excitatory for each neuron the sum of the weights of 0 and above
 * @param inhibitory the sum of those below 0
 */
record Arriving(double[] excitatory, double[] inhibitory) {

    /** Nothing, at so many neurons. */
    static Arriving at(int neurons) {
        return new Arriving(new double[neurons], new double[neurons]);
    }

    /** The sums that synapses of a weight go into. */
    double[] sums(double weight) {
        return weight >= 0 ? excitatory : inhibitory;
    }
}
