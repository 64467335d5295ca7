package io.dopaflow.models.rule;

/** The objective whose gradient a rule claims to follow. */
public enum Objective {
    /** The loss of the network without noise. */
    LOSS,
    /** The expected loss of the network whose hidden neurons spike by chance. */
    EXPECTED_LOSS,
    /** None. */
    NONE
}
