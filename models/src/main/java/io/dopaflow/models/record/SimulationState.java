package io.dopaflow.models.record;

/**
 * Where a run stands: all that its future depends on beside the model itself, and what was counted so far. Every engine of
 * the family can go on from the state that any other has reported, with the bits of a run that was never interrupted.
 */
public interface SimulationState {

    /** Steps of the family's work done: the cycles of a learning cycle. */
    long steps();

    /** Spikes of neurons so far. */
    long spikes();

    /** Arrivals of spikes at synapses so far. */
    long synapticEvents();

    /** Messages between actors so far. */
    long messages();
}
