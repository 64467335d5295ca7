package io.dopaflow.analysis.compare;

import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;

/** Replays the learning rule in memory, for comparisons: an engine, or the rule in plain code. */
@FunctionalInterface
public interface RuleReplay {

    /**
     * Executes the simulation from its start to the end of its model. The recorder is told the weights of all synapses
     * together.
     *
     * @return the state at the end, with weights of its own
     * @throws ArithmeticException if the weights leave the finite numbers
     */
    CycleState replay(CycleSimulation simulation);
}
