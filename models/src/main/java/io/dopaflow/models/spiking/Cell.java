package io.dopaflow.models.spiking;

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

        /**
         * A neuron on a grid whose synapses learn from a score has gone through a step.
         *
         * @param factor how the log-likelihood of the step changes with V, in 1/mV
         * @param decay what is left after a step of a change of V now
         */
        default void step(double factor, double decay) {}
    }

    /**
     * Goes on until a time, which it includes.
     *
     * @param untilPs on a grid a multiple of the step
     * @param arrivals from other cells, all up to that time that have not been taken; it takes them, and adds its own
     */
    void advance(long untilPs, Arrivals arrivals, SpikeSink sink);

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
