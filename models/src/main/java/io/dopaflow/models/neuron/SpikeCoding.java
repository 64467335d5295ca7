package io.dopaflow.models.neuron;

/** What the readout spike of a neuron carries. */
public enum SpikeCoding {
    /** Every readout sends a spike whose amplitude is phi(v). */
    GRADED,
    /**
     * A readout sends a spike of amplitude 1 with probability phi(v), cut off to [0, 1], otherwise none: then nothing
     * arrives at the targets in that cycle and the silent neuron's synapses do not change. The drift stays that of the
     * expected loss, because a synapse that carried nothing has no share in the loss.
     */
    ALL_OR_NONE
}
