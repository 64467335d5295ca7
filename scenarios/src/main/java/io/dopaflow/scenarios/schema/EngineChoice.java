package io.dopaflow.scenarios.schema;

/** What executes a scenario. Every engine gives the same bits. */
public enum EngineChoice {
    /** The actor engine where that takes less than half a minute, else the population engine. */
    AUTO,
    /** Every neuron, every synapse and the reward system is an actor. */
    ACTOR,
    /** The same learning cycles over arrays: for large networks and many cycles. */
    POPULATION
}
