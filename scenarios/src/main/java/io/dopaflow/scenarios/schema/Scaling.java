package io.dopaflow.scenarios.schema;

/** What happens to features before neurons present them. */
public enum Scaling {
    /** Each feature linearly onto [0, 1], by the smallest and largest value of the training samples. */
    MIN_MAX,
    /** Features are presented as they are. */
    NONE
}
