package io.dopaflow.simulator.actor.phased;

import io.dopaflow.simulator.actor.Disorder;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.PhasedEngineContractTest;
import java.util.OptionalInt;

/** The actor engine keeps the contract, in whatever order messages come. */
class PhasedActorEngineContractTest extends PhasedEngineContractTest {

    @Override
    protected Engine engine(int threads) {
        return new PhasedActorEngine(threads);
    }

    @Override
    protected Engine disordered(int seed) {
        return new PhasedActorEngine(OptionalInt.of(2), new Disorder(seed));
    }

    @Override
    protected String nameOf(String part) {
        return part;
    }
}
