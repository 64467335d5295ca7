package io.dopaflow.models.spiking;

import io.dopaflow.models.record.Recorder;

/** Takes what a network that spikes freely is recorded of. The spikes of one cell come in order of time, its states too. */
public interface SpikingRecorder extends Recorder {

    /** Wants nothing. */
    SpikingRecorder NONE = new SpikingRecorder() {
        @Override
        public void spikes(long[] timesPs, int[] cells, int count) {}

        @Override
        public void state(long timePs, int cell, int variable, double value) {}
    };

    /**
     * Cells have spiked.
     *
     * @param timesPs when; valid during the call only
     * @param cells who; valid during the call only
     * @param count how many of both there are
     */
    void spikes(long[] timesPs, int[] cells, int count);

    /**
     * The value of a variable of a neuron, after what happened at that time.
     *
     * @param variable its place among the variables of the neuron's model
     */
    void state(long timePs, int cell, int variable, double value);

    /**
     * A synapse that learns, after what happened at that time.
     *
     * @param synapse its id
     * @param weight with its sign, in the unit of the target's model
     * @param eligibility of a synapse that has one; NaN otherwise
     */
    default void synapse(long timePs, long synapse, double weight, double eligibility) {}

    /** A modulator has arrived at the synapses: 1 for a spike of its neurons. */
    default void released(long timePs, int modulator, double amount) {}

    /** The concentration of a modulator, after what arrived at that time, in 1/ms. */
    default void concentration(long timePs, int modulator, double value) {}

    /**
     * A synapse has been replaced by one from another cell. Up to this time spikes have arrived through the old one, from then on they do through the new one, which has the id of
     * the old one.
     *
     * @param synapse its id
     * @param pre its presynaptic cell from now on
     */
    default void rewired(long timePs, long synapse, int pre) {}
}
