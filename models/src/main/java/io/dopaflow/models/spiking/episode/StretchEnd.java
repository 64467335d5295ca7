package io.dopaflow.models.spiking.episode;

/** What ends a stretch of the course of a neuron: see {@link Stretches}. */
public enum StretchEnd {
    /** Something that changes V, such as an arrival; on a grid a step without a spike. */
    EVENT,
    /** The neuron spikes. */
    SPIKE,
    /** An episode ends, and a pause begins. */
    EPISODE,
    /** A pause ends, and the next episode begins. */
    PAUSE,
    /** Synapses are looked at. The next stretch begins where this one does: a look changes nothing. */
    LOOK
}
