package io.dopaflow.simulator.cluster;

import io.dopaflow.simulator.population.spiking.PartExtent;
import io.dopaflow.simulator.population.spiking.WindowSpikes;

/** What parts of a network tell each other. */
sealed interface Swap extends Wire {

    /** What others must know of a part. */
    record Extent(PartExtent extent) implements Swap {}

    /** The spikes of a window. */
    record Spikes(WindowSpikes spikes) implements Swap {}
}
