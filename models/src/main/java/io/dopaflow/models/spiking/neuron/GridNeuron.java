package io.dopaflow.models.spiking.neuron;

/**
 * A neuron whose spikes lie on a grid of time steps: the state is propagated over a step, then what arrives at its end is
 * added, then the threshold is tested. A spike's time is the end of its step.
 */
public interface GridNeuron {
    /**
     * Goes one step on.
     *
     * @param excitatory the sum of the weights of 0 and above that arrive at its end, in order of synapse id
     * @param inhibitory the sum of those below 0
     * @return whether the neuron spikes at its end
     */
    boolean step(double excitatory, double inhibitory);

    /** The membrane potential at the end of the last step, in mV. */
    default double potential() {
        return value(0);
    }

    /**
     * A variable at the end of the last step.
     *
     * @param variable its place among the variables of the {@link NeuronType}
     */
    double value(int variable);

    /**
     * Sets the current that is injected beside I_e from now on.
     *
     * @param picoamperes finite; for a model without capacitance in its own unit of input
     */
    void inject(double picoamperes);

    /** The state at the end of the last step. */
    NeuronState state();

    /** Takes a state that {@link #state} of a neuron of the same type has told. */
    void restore(NeuronState state);

    /**
     * Puts the neuron back to how it began at time 0: its variables, and free of refractoriness. Its noise goes on, with the draws that it would have
     * taken anyway, and so does the current that is injected.
     */
    void restart();

    /**
     * The derivative by V of the log-likelihood of what the neuron did at the end of the last step, of length h:
     *
     * <pre>
     * rho h exp(-rho h) / (1 - exp(-rho h)) / Delta_u   if it spiked,   -rho h / Delta_u   if it did not
     * </pre>
     *
     * with the hazard rho at V before the spike. Its mean is 0, given V. It is 0 where the neuron was held, before the first step, and after
     * {@link #restart} and {@link #restore}: it belongs to a step, not to a state.
     *
     * @return in 1/mV
     * @throws IllegalStateException if the neuron has no escape noise
     */
    default double score() {
        throw EscapeNoise.noScore();
    }

    /**
     * What is left after another step of a change of V at the end of the last one; 0 if V was held then or reset, and owes nothing to what has arrived.
     *
     * @throws IllegalStateException if the neuron has no escape noise, or arrivals do not add to V itself
     */
    default double decay() {
        throw EscapeNoise.noScore();
    }
}
