package io.dopaflow.simulator.population.spiking;

import io.dopaflow.simulator.engine.Engine;
import java.util.OptionalInt;

/** Population engines with any number of shards. */
public final class Shards {
    private Shards() {}

    /** An engine. */
    public static Engine engine(int threads, int shards) {
        return new SpikingPopulationEngine(threads, OptionalInt.of(shards));
    }
}
