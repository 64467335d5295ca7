package io.dopaflow.models.spiking.neuron;

/**
 * The loops over the neurons of a group, in which a network on a grid spends its time. An engine may bring faster ones, of the same
 * operations and so the same bits.
 */
public interface GroupLoops {
    /** Loops for every processor. */
    GroupLoops PLAIN = new PlainLoops();

    /**
     * Neurons go one step on, as if none were refractory, and take what arrives at its end: the sums are 0 afterwards.
     *
     * @param arrays of all neurons of the group
     * @param excitatory for each neuron the sum of the weights of 0 and above
     * @param inhibitory the sum of those below 0
     * @param threshold in mV; NaN if nothing is to be looked for
     * @param spiking takes the numbers of those that are not below the threshold, ascending
     * @param count how many numbers are in it
     * @param from the first neuron that goes on; all behind it do
     * @return how many numbers are in it now
     */
    int lif(
            LifArrays arrays,
            double[] excitatory,
            double[] inhibitory,
            double threshold,
            int[] spiking,
            int count,
            int from);

    /** The same for conductances; a V that is no number is told as if it were at threshold. */
    int condLif(
            CondLifArrays arrays,
            double[] excitatory,
            double[] inhibitory,
            double threshold,
            int[] spiking,
            int count,
            int from);
}
