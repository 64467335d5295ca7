package io.dopaflow.models.rule;

/** Neurons that do the same in a phase, or synapses that change alike. */
public enum Group {
    /** Input neurons. */
    INPUT,
    /** Bias neurons, and labels; in a rule, what is said of input neurons holds for them unless more is said. */
    BIAS,
    /** Neurons between sources and outputs. */
    HIDDEN,
    /** Hidden neurons with a synapse onto an output; what is said of hidden neurons holds for them unless more is said. */
    LAST,
    /** Neurons that are read. */
    OUTPUT;

    /** Whether the environment says what they present. */
    public boolean isSource() {
        return this == INPUT || this == BIAS;
    }

    /** Whether they are hidden neurons. */
    public boolean isHidden() {
        return this == HIDDEN || this == LAST;
    }
}
