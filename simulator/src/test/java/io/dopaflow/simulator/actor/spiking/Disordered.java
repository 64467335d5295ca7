package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.simulator.actor.Disorder;
import io.dopaflow.simulator.engine.Engine;
import java.util.OptionalInt;

/** Actor engines whose messages are delayed and reordered. */
public final class Disordered {
    private Disordered() {}

    /** An engine. */
    public static Engine engine(int threads, long seed) {
        return new SpikingActorEngine(OptionalInt.of(threads), new Disorder(seed));
    }
}
