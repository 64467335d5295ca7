package io.dopaflow.simulator.population.spiking;

/** What is wished for at the end of a window. */
public enum Wish {
    /** To go on. */
    NONE,
    /** The state, and to go on. */
    CHECKPOINT,
    /** The state, and to end the run there. */
    STOP
}
