package io.dopaflow.models.spiking.plasticity;

/**
 * Which pairs of a presynaptic and a postsynaptic spike a rule counts (Morrison, Diesmann and Gerstner 2008, figure 7). Times are those at the
 * synapse. Two spikes at exactly the same time are no pair.
 */
public enum Pairing {
    /** Every pair. */
    ALL_TO_ALL("all-to-all"),
    /** Each spike with the latest one of the other side. */
    NEAREST_SYMMETRIC("nearest-symmetric"),
    /** Each spike with the latest one of the other side, if none of its own side came between. */
    NEAREST_RESTRICTED("nearest-restricted"),
    /** Each postsynaptic spike with all presynaptic ones since the postsynaptic one before; each presynaptic one with the latest postsynaptic one. */
    PRE_CENTERED("presynaptic-centered");

    private final String word;

    Pairing(String word) {
        this.word = word;
    }

    /** As scenario files name it. */
    public String word() {
        return word;
    }
}
