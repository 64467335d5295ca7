package io.dopaflow.simulator.actor.cycle;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.simulator.actor.Disorder;
import io.dopaflow.simulator.engine.CycleEngineContractTest;
import io.dopaflow.simulator.engine.Engine;
import java.util.OptionalInt;

/** The actor engine keeps the contract. */
class CycleActorEngineContractTest extends CycleEngineContractTest {

    @Override
    protected Engine engine(int threads) {
        return new CycleActorEngine(threads);
    }

    @Override
    protected Engine disordered(int seed) {
        return new CycleActorEngine(OptionalInt.of(4), new Disorder(seed));
    }

    /** Within an opportunity the reward starts the sources; at its start, Present, Target and a stimulus for each do. */
    @Override
    protected long messages(LearningCycle whole) {
        Network network = whole.network();
        int sources = network.sources().length;
        long perCycle = 4L * network.synapseCount() + network.outputCount();
        // The very first Present is the start of the run and not counted.
        long starts = (whole.cycles() - whole.opportunities()) * sources + whole.opportunities() * (2L + sources) - 1;
        return whole.cycles() * perCycle + starts;
    }
}
