package io.dopaflow.scenarios.schema;

/** The family of models that a scenario belongs to. It decides which sections the file has. */
public enum ModelFamily {
    /** Waves of spikes through a graph, each followed by a reward. */
    LEARNING_CYCLE
}
