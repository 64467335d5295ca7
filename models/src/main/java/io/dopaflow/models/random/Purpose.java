package io.dopaflow.models.random;

/** What a random stream is for. The order is part of the determinism contract: append, never insert. */
public enum Purpose {
    /** The weight with which a synapse starts; the entity is the synapse. */
    INITIAL_WEIGHT,
    /** The axonal delay of each spike; the entity is the synapse, one 32-bit draw a wave. */
    JITTER,
    /** Whether an all-or-none neuron fires; the entity is the neuron, one double a wave. */
    SPIKING,
    /** The order of the samples; the entity is the epoch. */
    SAMPLE_ORDER,
    /** Which samples are held out; the entity is the class. */
    SPLIT
}
