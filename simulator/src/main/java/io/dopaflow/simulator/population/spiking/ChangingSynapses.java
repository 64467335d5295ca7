package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.neuron.Arriving;
import io.dopaflow.models.spiking.plasticity.Histories;

/** The synapses of a projection onto the neurons of a shard that are not static. All times are in units of the network's time, unless they are in ps. */
sealed interface ChangingSynapses permits TimedSynapses, ScoredSynapses {

    /** Who projects to whom, with which delay. */
    Efferents efferents();

    /**
     * Goes on from a state instead.
     *
     * @param firstSynapse the number within the projection of the shard's first synapse
     * @param firstTarget the number within its group of the shard's first target
     */
    void restore(PlasticityState state, int firstSynapse, int firstTarget, long now);

    /** Presynaptic cells have spiked. */
    void take(SpikeBatch spikes, long unit);

    /** A postsynaptic neuron of the shard has spiked. */
    void spiked(int target, long now);

    /** A modulator arrives at a time to come. */
    void hear(int modulator, long at, double amount);

    /** A step of a grid, or a window of continuous time, begins that ends at a time: what modulators bring until then has been heard. */
    void begin(long until);

    /** Hears what a synapse transmits. */
    @FunctionalInterface
    interface Transmission {
        /** The weight with which a spike arrives at a target of the shard. */
        void transmit(int place, double weight);
    }

    /**
     * A spike arrives through synapses of its cell, all with one delay.
     *
     * @param emitted when the cell spiked
     * @param again how many of its spikes at that time have arrived before
     */
    void arrive(int from, int to, int source, long emitted, int again, Transmission transmission);

    /** The usual case of {@link #arrive}: adds what arrives to the sums of the targets. */
    default void add(int from, int to, int source, long emitted, int again, Arriving arriving) {
        int[] targets = efferents().targets;
        arrive(from, to, source, emitted, again, (place, weight) -> arriving.sums(weight)[targets[place]] += weight);
    }

    /** Everything up to a time has arrived: settles if that is due, and forgets. */
    void reach(long now);

    /**
     * Tells of synapses as they are at a time.
     *
     * @param firstSynapse the number within the projection of the shard's first synapse
     * @param firstId the id of the projection's first synapse
     * @param arrived up to this time everything has arrived
     * @param at that time, not later
     */
    void look(
            SynapseProbe probe,
            int firstSynapse,
            long firstId,
            long arrived,
            long at,
            long unit,
            SpikingRecorder recorder);

    /** The state of the synapses of the shard, written to their places among those of the projection. */
    void write(double[] weights, double[] own, int firstSynapse);

    /** What they remember of spikes. */
    Histories histories();
}
