package io.dopaflow.simulator.population.phased;

import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.PhasedEngineContractTest;

/** The population engine keeps the contract, however few synapses a thread is given. */
class PhasedPopulationEngineContractTest extends PhasedEngineContractTest {

    @Override
    protected Engine engine(int threads) {
        return new PhasedPopulationEngine(threads, 1);
    }

    /** It records neurons and synapses together. */
    @Override
    protected String nameOf(String part) {
        return part.replaceFirst("^(neuron|synapse) .*", "$1s");
    }
}
