package io.dopaflow.models.cycle;

import io.dopaflow.models.record.Recorder;

/**
 * Takes what an engine records of a learning cycle. A learning opportunity counts from 0 and so does a cycle in it. What is
 * not overridden is not kept.
 */
public interface CycleRecorder extends Recorder {

    /**
     * A spike.
     *
     * @param amplitude of the readout, 0 where an all-or-none neuron stays silent; 1 for an onset
     */
    default void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {}

    /** The arrival of a presynaptic spike at a synapse. */
    default void arrival(long timePs, int synapse, long opportunity, int cycle) {}

    /** The loss of a cycle, and the reward that was broadcast for it. */
    default void reward(long timePs, long opportunity, int cycle, double loss, double reward) {}

    /**
     * The weight of a synapse.
     *
     * @param cycle the cycle that has just changed it, or -1 as the learning opportunity starts
     */
    default void weight(long timePs, long opportunity, int cycle, int synapse, double weight) {}

    /**
     * The weights of all synapses at once, from an engine that has them together. Unless it is overridden, each goes to
     * {@link #weight}, by ascending id.
     *
     * @param cycle the cycle that has just changed them, or -1 as the learning opportunity starts
     * @param weights by synapse id; the engine's own array, to be read during the call and left as it is
     * @throws SynapseRecordException if the weight of one synapse could not be recorded
     */
    default void weights(long timePs, long opportunity, int cycle, double[] weights) {
        for (int synapse = 0; synapse < weights.length; synapse++) {
            try {
                weight(timePs, opportunity, cycle, synapse, weights[synapse]);
            } catch (RuntimeException | Error e) {
                throw new SynapseRecordException(synapse, e);
            }
        }
    }
}
