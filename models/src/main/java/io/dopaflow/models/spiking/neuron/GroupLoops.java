package io.dopaflow.models.spiking.neuron;

/**
 * The loops over the neurons of a group, in which a network on a grid spends its time. An engine may bring faster ones, of the same
 * operations and so the same bits.
 */
public interface GroupLoops {
    /** Loops for every processor. */
    PlainLoops PLAIN = new PlainLoops();

    /**
     * All neurons go one step on, as if none were refractory, and take what arrives at its end: the sums are 0 afterwards.
     *
     * @param threshold in mV; NaN if nothing is to be looked for
     * @param spiking takes the numbers of those that are not below the threshold, ascending
     * @return how many they are
     */
    int lif(LifArrays arrays, Arriving arriving, double threshold, int[] spiking);

    /** The same for conductances; a V that is no number is told as if it were at threshold. */
    int condLif(CondLifArrays arrays, Arriving arriving, double threshold, int[] spiking);
}
