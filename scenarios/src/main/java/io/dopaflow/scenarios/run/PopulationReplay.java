package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.compare.RuleReplay;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.cycle.CyclePopulationEngine;

/** Replays the rule on the population engine, whose bits are those of every engine. */
public final class PopulationReplay implements RuleReplay {
    private final Engine engine = new CyclePopulationEngine();

    @Override
    public CycleState replay(CycleSimulation simulation) {
        try {
            return CycleState.of(engine.run(RunRequest.of(simulation)).end());
        } catch (RunFailedException e) {
            if (e.origin() == RunFailedException.Origin.MODEL) {
                throw new ArithmeticException(e.getMessage());
            }
            throw new IllegalStateException("the rule cannot be replayed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the replay of the rule was interrupted", e);
        }
    }
}
