package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Progress;

/** Follows a run. Called on threads of the run, in order within each method; must be quick and must not throw. */
public interface RunListener {

    /** Follows nothing. */
    RunListener NONE = new RunListener() {};

    /**
     * A learning opportunity has ended.
     *
     * @param done learning opportunities so far
     * @param planned learning opportunities of the whole run
     */
    default void onOpportunity(long done, long planned) {}

    /**
     * The network was scored: before the first opportunity, after each epoch, and at the end.
     *
     * @param score loss and accuracy
     */
    default void onScore(Progress score) {}
}
