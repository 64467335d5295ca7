package io.dopaflow.scenarios.run;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.OptionalInt;

/** Chooses what executes a network that spikes freely. */
final class NetworkEngines {
    private NetworkEngines() {}

    static EngineFactory.Chosen choose(EngineChoice choice, OptionalInt threads, SpikingNetwork network) {
        if (choice == EngineChoice.ACTOR) {
            throw new IllegalArgumentException(
                    "engine: found actor; allowed for a network that spikes freely: auto, population");
        }
        int count = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
        return new EngineFactory.Chosen(
                new SpikingPopulationEngine(count),
                count,
                choice == EngineChoice.AUTO ? "it executes a network of any size" : "as asked for");
    }
}
