package io.dopaflow.analysis.compare;

/** Takes the trajectories as they are computed; they are too many to keep. */
@FunctionalInterface
public interface TrajectorySink {

    /** Where a trajectory starts. */
    enum Scope {
        /** At the recorded weights at the start of a learning opportunity. */
        OPPORTUNITY,
        /** At the initial weights of the run. */
        RUN
    }

    /** Whose weights they are. */
    enum Series {
        /** The weights that were recorded. */
        EMERGENT,
        /** The abstract rule, replayed. */
        RULE,
        /** The gradient flow. */
        FLOW,
        /** Stochastic gradient descent. */
        SGD,
        /** The predicted standard deviation about the flow. */
        DEVIATION
    }

    /**
     * A point of a trajectory.
     *
     * @param cycle after which cycle of the opportunity; -1 as it starts
     * @param t gradient-flow time passed since the scope began, in units of a learning opportunity
     * @param values by synapse; to be read at once, not kept
     */
    void point(Scope scope, Series series, long opportunity, int cycle, double t, double[] values);

    /** Takes nothing. */
    static TrajectorySink none() {
        return (scope, series, opportunity, cycle, t, values) -> {};
    }
}
