package io.dopaflow.scenarios.schema;

/** What executes a scenario. Every engine gives the same bits. */
public enum EngineChoice {
    /** Whatever suits the size; today always the actor engine. */
    AUTO,
    /** Every neuron, every synapse and the reward system is an actor. */
    ACTOR
}
