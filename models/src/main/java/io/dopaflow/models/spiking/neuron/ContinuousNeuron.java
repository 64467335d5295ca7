package io.dopaflow.models.spiking.neuron;

/**
 * A neuron whose spikes may fall on any picosecond. Its state is that of its last event: an arrival, a spike, the end of
 * refractoriness. Between events nothing is stored, so that neither looking at a neuron nor asking for its next spike, up to
 * whatever time, changes a bit of what follows.
 *
 * <p>At one instant the end of refractoriness comes first, then all arrivals, then the threshold is tested once.
 */
public interface ContinuousNeuron {
    /** No spike. */
    long NEVER = Long.MAX_VALUE;

    /** The time of the last event, in ps. */
    long time();

    /** The end of refractoriness, in ps: a normal instant. 0 if there was no spike. */
    long refractoryUntil();

    /**
     * The membrane potential after what happened at that instant, in mV.
     *
     * @param at from the last event to the next one, in ps
     */
    default double potential(long at) {
        return value(0, at);
    }

    /**
     * A variable after what happened at that instant.
     *
     * @param variable its place among the variables of the {@link NeuronType}
     * @param at from the last event to the next one, in ps
     */
    double value(int variable, long at);

    /**
     * The first spike without further arrivals: the first picosecond from the last event on at which V is at threshold.
     *
     * @return at most {@code until}; {@link #NEVER} if there is none
     */
    long nextSpike(long until);

    /**
     * Up to this time there is surely no spike without further arrivals. It is told without a search, and may be far too early.
     *
     * @return in ps; -1 where nothing can be told
     */
    default long quietUntil() {
        return -1;
    }

    /** Moves the state to a spike that {@link #nextSpike} found, and resets. */
    void spike(long at);

    /**
     * Adds spikes that arrive at one instant. No spike of this neuron may be due before.
     *
     * @param excitatory the sum of the weights of 0 and above, in order of synapse id
     * @param inhibitory the sum of those below 0
     */
    void receive(long at, double excitatory, double inhibitory);

    /**
     * Sets the current that is injected beside I_e from a time on. No spike of this neuron may be due before.
     *
     * @param picoamperes finite; for a model without capacitance in its own unit of input
     */
    void inject(long at, double picoamperes);

    /** Begins again as it began the run, but at a time, with the current that is injected then. No spike of this neuron may be due up to it. */
    void restart(long at);

    /**
     * How the log-likelihood of what the neuron does in a stretch between two events changes with V at its beginning, in 1/mV: at each moment t of it
     *
     * <pre>
     * (S(t) - rho(t)) exp(-(t - from) / tau_m) exp(-(to - t) / tau_e) / Delta_u
     * </pre>
     *
     * <p>summed up, with S the spike at its end if there is one, and rho the hazard. Asked before the event at its end. Only of types that have one, see {@link NeuronType#hasScore}, and with V free.
     *
     * @param from in ps; from the last event on
     * @param to in ps
     * @param spikes whether the neuron spikes at the end
     * @param tauE how fast eligibilities forget, in ms; infinite if they do not
     */
    default double score(long from, long to, boolean spikes, double tauE) {
        throw EscapeNoise.noScore();
    }

    /** What is left, after the end of such a stretch, of a change of V at its beginning. */
    default double decay(long from, long to, boolean spikes) {
        throw EscapeNoise.noScore();
    }

    /** The state of the last event. */
    NeuronState state();

    /** Takes a state that {@link #state} of a neuron of the same type has told. */
    void restore(NeuronState state);
}
