package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.simulator.engine.CycleEngineContractTest;
import io.dopaflow.simulator.engine.Engine;

/** The population engine keeps the contract. */
class CyclePopulationEngineContractTest extends CycleEngineContractTest {

    /** Every level is divided among the threads. */
    @Override
    protected Engine engine(int threads) {
        return new CyclePopulationEngine(threads, Vectors.areAvailable(), 1);
    }

    @Override
    protected long messages(LearningCycle whole) {
        return 0;
    }
}
