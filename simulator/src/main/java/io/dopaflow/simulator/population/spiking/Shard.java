package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.neuron.NeuronState;

/**
 * A part of the cells of a network, with all synapses onto them. It sees nothing of the others but the spikes that it is given,
 * window by window, and no window is longer than the shortest delay.
 */
interface Shard {

    /** Takes the spikes of all shards in the window that has just ended, before it goes on. */
    void take(SpikeBatch spikes);

    /**
     * Goes on through the next window.
     *
     * @param after its times are after this one, in ps; -1 at the start
     * @param until and up to this one
     */
    void advance(long after, long until);

    /** The spikes of its cells in the last window; valid until it goes on. */
    SpikeBatch emitted();

    /** The state of a cell, by the number that it has in the shard. */
    NeuronState state(int cell);

    /** Arrivals of spikes at its synapses so far. */
    long synapticEvents();
}
