package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.neuron.GroupLoops;
import io.dopaflow.simulator.population.PhiloxKey;
import io.dopaflow.simulator.population.VectorModule;

/** The door to the Vector API: only behind it are classes touched that may be absent. */
final class Vectors {
    private Vectors() {}

    static PhiloxBlocks blocks(PhiloxKey key, int purpose) {
        return VectorModule.isResolved() ? new VectorBlocks(key, purpose) : new PlainBlocks(key, purpose);
    }

    static GroupLoops loops() {
        return VectorModule.isResolved() ? new VectorLoops() : GroupLoops.PLAIN;
    }
}
