package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.episode.StretchEnd;
import io.dopaflow.models.spiking.neuron.ContinuousNeuron;

/** Tells synapses that learn from rewards of episodes what their postsynaptic neuron goes through in continuous time. */
final class StretchTeller {
    private final ContinuousNeuron neuron;
    private final boolean needsScore;
    private final double tauE;
    private long told;

    /**
     * Nothing has been told.
     *
     * @param needsScore whether a synapse learns from the score of the neuron
     * @param tauE how fast eligibilities forget, in ms
     */
    StretchTeller(ContinuousNeuron neuron, boolean needsScore, double tauE) {
        this.neuron = neuron;
        this.needsScore = needsScore;
        this.tauE = tauE;
    }

    /** All up to a time has been told. */
    void restore(long toldPs) {
        told = toldPs;
    }

    /** Tells of the time up to an event, before the neuron goes through it. */
    void tell(long at, StretchEnd end, Cell.SpikeSink sink) {
        long free = neuron.refractoryUntil();
        if (told < free && free < at) {
            tell(free, true, StretchEnd.EVENT, sink);
        }
        tell(at, told < free, end, sink);
    }

    /** Tells of the time up to a look. */
    void look(long at, Cell.SpikeSink sink) {
        boolean matters = needsScore && told >= neuron.refractoryUntil();
        sink.stretch(told, at, matters ? neuron.score(told, at, false, tauE) : 0, 1, StretchEnd.LOOK);
    }

    private void tell(long at, boolean isHeld, StretchEnd end, Cell.SpikeSink sink) {
        boolean spikes = end == StretchEnd.SPIKE;
        boolean matters = needsScore && !isHeld;
        sink.stretch(
                told,
                at,
                matters ? neuron.score(told, at, spikes, tauE) : 0,
                matters ? neuron.decay(told, at, spikes) : 0,
                end);
        told = at;
    }
}
