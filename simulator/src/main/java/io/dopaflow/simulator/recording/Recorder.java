package io.dopaflow.simulator.recording;

/**
 * Takes what an engine records. Called by many threads at once and in no order across entities; an implementation is
 * thread-safe and may block, which slows the engine down to its pace; but not for ever, for then a run cannot end either,
 * unless something else fails. Times are virtual, in picoseconds; a learning opportunity counts from 0 and so does a
 * cycle in it.
 *
 * <p>A method throws {@link RecordingFailedException} when nothing can be recorded any more; the run then ends.
 */
public interface Recorder {

    /**
     * A spike.
     *
     * @param amplitude of the readout, 0 where an all-or-none neuron stays silent; 1 for an onset
     */
    void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle);

    /** The arrival of a presynaptic spike at a synapse. */
    void arrival(long timePs, int synapse, long opportunity, int cycle);

    /** The loss of a cycle, and the reward that was broadcast for it. */
    void reward(long timePs, long opportunity, int cycle, double loss, double reward);

    /**
     * The log-weight of a synapse.
     *
     * @param cycle the cycle that has just changed it, or -1 as the learning opportunity starts
     */
    void weight(long timePs, long opportunity, int cycle, int synapse, double theta);

    /**
     * The log-weights of all synapses at once, from an engine that has them together. Unless it is overridden, each goes to
     * {@link #weight}, by ascending id.
     *
     * @param cycle the cycle that has just changed them, or -1 as the learning opportunity starts
     * @param theta log-weights by synapse id; the engine's own array, to be read during the call and left as it is
     * @throws SynapseRecordException if the weight of one synapse could not be recorded
     */
    default void weights(long timePs, long opportunity, int cycle, double[] theta) {
        for (int synapse = 0; synapse < theta.length; synapse++) {
            try {
                weight(timePs, opportunity, cycle, synapse, theta[synapse]);
            } catch (RuntimeException | Error e) {
                throw new SynapseRecordException(synapse, e);
            }
        }
    }
}
