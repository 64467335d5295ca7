package io.dopaflow.simulator.engine;

/** Follows a run. Called on a thread of the engine, in order; must be quick. What it throws ends the run. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * A learning opportunity has ended.
     *
     * @param opportunitiesDone learning opportunities so far
     * @param loss of the last cycle
     */
    void onOpportunity(long opportunitiesDone, double loss);
}
