package io.dopaflow.simulator.cluster;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;

/** What a node can do for a coordinator. A coordinator sends a definition, which says everything: nodes need no files. */
public interface Work {

    /**
     * Opens a study.
     *
     * @throws RefusedException if it cannot be done here
     */
    Study study(byte[] definition) throws RefusedException;

    /**
     * Builds a network.
     *
     * @throws RefusedException if it cannot be built here
     */
    Network network(byte[] definition) throws RefusedException;

    /** Jobs that do not depend on each other. Called by several threads at once. */
    interface Study {
        /**
         * Does a job. One that fails has that in its result.
         *
         * @param job its number
         * @param cancellation by which the job is ended early; what it returns then is not used
         * @param counters that count what is done
         * @return the result, as a text that the coordinator understands
         */
        String result(int job, Cancellation cancellation, RunCounters counters) throws InterruptedException;
    }

    /**
     * A network to be executed.
     *
     * @param network what to execute
     * @param plan what to record
     */
    record Network(SpikingNetwork network, SpikingPlan plan) {}

    /** A definition is of no use here. The message says why. */
    final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        /** With the reason. */
        public RefusedException(String message) {
            super(message);
        }
    }
}
