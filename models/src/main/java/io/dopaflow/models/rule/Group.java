package io.dopaflow.models.rule;

/** Neurons that do the same in a phase, or synapses that change alike. */
public enum Group {
    /** Input and bias neurons. */
    INPUT,
    /** Neurons between sources and outputs. */
    HIDDEN,
    /** Hidden neurons with a synapse onto an output; what is said of hidden neurons holds for them unless more is said. */
    LAST,
    /** Neurons that are read. */
    OUTPUT
}
