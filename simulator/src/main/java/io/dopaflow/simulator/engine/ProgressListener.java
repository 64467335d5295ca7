package io.dopaflow.simulator.engine;

/** Follows a run. Called on a thread of the engine, in order; must be quick. What it throws ends the run. */
@FunctionalInterface
public interface ProgressListener {

    /** Follows nothing. */
    ProgressListener NONE = done -> {};

    /**
     * The run has come so far.
     *
     * @param done units of the family's work: learning opportunities of a learning cycle
     */
    void onProgress(long done);
}
