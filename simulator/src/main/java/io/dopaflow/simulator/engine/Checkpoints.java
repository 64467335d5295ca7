package io.dopaflow.simulator.engine;

import io.dopaflow.models.record.SimulationState;

/**
 * The port through which an engine reports states that a run can go on from. A run that is cancelled before its end
 * reports its last state in any case.
 */
public interface Checkpoints {

    /** Wants none. */
    Checkpoints NONE = new Checkpoints() {
        @Override
        public boolean isDue() {
            return false;
        }

        @Override
        public void take(SimulationState state) {}
    };

    /**
     * Whether the state at the end of the present cycle is wanted. Asked once a cycle, by one thread at a time, so it
     * must cost next to nothing; each true answer is followed by one call of {@link #take}, unless the run fails.
     */
    boolean isDue();

    /**
     * Takes a state. When it is called the recorder has got every record of the cycles that the state tells as done;
     * there may be records of later ones among them. What it throws ends the run.
     *
     * @param state now the taker's own
     */
    void take(SimulationState state);
}
