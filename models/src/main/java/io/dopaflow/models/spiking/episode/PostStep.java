package io.dopaflow.models.spiking.episode;

/**
 * What postsynaptic neurons have done in a step, by their numbers: each step anew in the same arrays.
 *
 * @param factors g: how the log-likelihood of the step changes with V, in 1/mV; of no matter where no synapse learns from a score
 * @param decays what is left of a change of V after a step, 0 if V owes nothing to what has arrived; likewise
 * @param spikes whether each has spiked
 */
public record PostStep(double[] factors, double[] decays, boolean[] spikes) {

    /** Of so many neurons that have done nothing. */
    public static PostStep of(int neurons) {
        return new PostStep(new double[neurons], new double[neurons], new boolean[neurons]);
    }
}
