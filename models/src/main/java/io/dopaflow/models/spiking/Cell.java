package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.episode.StretchEnd;
import io.dopaflow.models.spiking.episode.Stretches;
import io.dopaflow.models.spiking.neuron.NeuronState;

/**
 * A cell of a network with all that it gets for itself: goes on by itself as far as it knows what arrives. Engines that look at cells
 * one by one drive them by this, so that the order of what happens is the same in all.
 */
public sealed interface Cell permits ContinuousCell, GridCell, GivenCell {

    /** Hears of spikes. */
    @FunctionalInterface
    interface SpikeSink {
        /** The cell spikes. */
        void spike(long timePs);

        /** A neuron whose synapses learn from rewards of episodes has gone through a stretch: see {@link Stretches#add}. */
        default void stretch(long fromPs, long toPs, double factor, double decay, StretchEnd end) {}
    }

    /**
     * Goes on until a time, which it includes.
     *
     * @param untilPs on a grid a multiple of the step
     * @param arrivals from other cells, all up to that time that have not been taken; it takes them, and adds its own
     */
    void advance(long untilPs, Arrivals arrivals, SpikeSink sink);

    /**
     * Tells of the stretch that is under way, where synapses are looked at.
     *
     * @param atPs the time up to which it has gone
     */
    default void tellSynapses(long atPs, SpikeSink sink) {}

    /** A variable after all that has happened, by its place among the variables of the neuron's type. */
    double value(int variable);

    /** The state after all that has happened. */
    NeuronState state();

    /** Goes on from a state instead, at the time at which it was made. */
    void restore(NeuronState state);

    /** Nothing happens up to this time, in ps, and no further is known, unless something arrives from other cells. */
    long restsUntil();

    /** Spikes that have arrived from its own random trains. */
    long ownArrivals();
}
