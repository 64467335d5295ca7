package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.episode.Stretches;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import java.util.List;

/** A synapse that learns or uses resources, by itself. Times are in units of the network's time. */
sealed interface LearningSynapse permits TimedSynapse, ScoredSynapse {

    /** The presynaptic cell has spiked. */
    void heardPre(long emitted);

    /** Whether it hears of all that its postsynaptic neuron goes through, instead of its spikes. */
    boolean hearsCourse();

    /** The postsynaptic neuron has spiked. */
    void heardPost(long emitted);

    /** What the postsynaptic neuron has gone through in a window. */
    void heardCourse(Stretches course);

    /** Whether it knows how it was up to a time only when it has heard all of the postsynaptic neuron up to then; otherwise it knows as it goes on. */
    boolean followsPost();

    /** All of the postsynaptic neuron up to a time has been heard. */
    void heardAllPost(long until);

    /** The modulator arrives. */
    void heardModulator(long at, double amount);

    /** Takes what is transmitted. */
    @FunctionalInterface
    interface Sink {
        /** A spike arrives at the postsynaptic neuron. */
        void transmit(long arrival, double weight);
    }

    /** Tells again what was under way when the state was made from which it goes on. */
    void underWay(Sink sink);

    /**
     * Goes on.
     *
     * @param until all presynaptic spikes, what arrives of the modulator, and all of the postsynaptic neuron that reaches the synapse is known
     */
    void advance(long until, Sink sink);

    /** The weight at a time up to which it has gone, or within the last window. */
    double weight(long at);

    /** The eligibility at the time of the last weight; NaN without one. */
    double eligibility();

    /** Settles if that is due, and forgets. */
    void reach();

    /**
     * Where a synapse stands.
     *
     * @param weight its size, or with its sign if it learns from a score
     * @param own what it keeps beside
     * @param source what it remembers of its presynaptic cell
     * @param targets what it remembers of its postsynaptic neuron: nothing, or one
     * @param rates the same for scaling
     */
    record State(double weight, double[] own, Remembered source, List<Remembered> targets, List<Remembered> rates) {}

    /** Where it stands. */
    State state();
}
