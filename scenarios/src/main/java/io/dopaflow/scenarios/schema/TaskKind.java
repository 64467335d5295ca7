package io.dopaflow.scenarios.schema;

/** What is to be predicted. */
public enum TaskKind {
    /** A class: one output for each. */
    CLASSIFICATION,
    /** A number: one output. */
    REGRESSION
}
