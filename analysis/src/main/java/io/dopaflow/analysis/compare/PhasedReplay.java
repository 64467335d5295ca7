package io.dopaflow.analysis.compare;

import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;

/** Replays a rule of phased learning in memory, for comparisons. */
@FunctionalInterface
public interface PhasedReplay {

    /**
     * Executes the simulation from its start to the end of its model.
     *
     * @return the state there
     * @throws ArithmeticException if the weights leave the finite numbers
     */
    PhasedState replay(PhasedSimulation simulation);
}
