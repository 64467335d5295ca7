package io.dopaflow.models.rule;

/** The objective whose gradient a rule claims to follow. */
public enum Objective {
    /** The loss of the network without noise; of one that settles, where it has come to rest. */
    LOSS,
    /** The expected loss of the network whose hidden neurons spike by chance. */
    EXPECTED_LOSS,
    /** How well inputs are rebuilt from what hidden neurons make of them: cross-entropy, or the squared distance. */
    RECONSTRUCTION,
    /** The logarithm of the probability that the network, as a model of its inputs, gives them. */
    LOG_LIKELIHOOD,
    /** A lower bound of that: the energy of inputs and hidden neurons as they have settled. */
    BOUND,
    /** None. */
    NONE;

    /** Whether it is of the loss of the outputs, the gradient of which this project computes. */
    public boolean isOfLoss() {
        return this == LOSS || this == EXPECTED_LOSS;
    }
}
