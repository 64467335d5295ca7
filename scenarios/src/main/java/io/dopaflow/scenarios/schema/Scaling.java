package io.dopaflow.scenarios.schema;

/** What happens to features before neurons present them, and to targets before readouts are compared with them. */
public enum Scaling {
    /** Each linearly onto [0, 1], by the smallest and largest value of the training samples. */
    MIN_MAX,
    /** They stay as they are. */
    NONE
}
