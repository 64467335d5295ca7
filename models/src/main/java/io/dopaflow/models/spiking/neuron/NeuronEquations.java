package io.dopaflow.models.spiking.neuron;

/**
 * A neuron model without a closed form: its differential equations, and what events do to its state. A pure description; {@link
 * SolvedNeuron} executes it in continuous time, {@link GridSolvedNeuron} on a grid. Time is in ms, the membrane potential in mV
 * and the first variable.
 */
public interface NeuronEquations extends NeuronType {
    /** What a spike is. */
    enum SpikeRule {
        /** V is at or above {@link #threshold}. A spike resets V, which is held for t_ref while all else goes on. */
        THRESHOLD,

        /** A local maximum of V at or above {@link #threshold}, at most one in t_ref. V goes on, also during t_ref. */
        PEAK
    }

    /**
     * Writes the derivatives at a state, per ms. Depends on nothing but its arguments; may be asked for states far off.
     *
     * @param injected what is added to I_e, in its unit
     */
    void derivative(double[] state, double injected, double[] derivative);

    /**
     * What arriving spikes do to a state.
     *
     * @param excitatory the sum of the weights of 0 and above
     * @param inhibitory the sum of those below 0
     */
    void receive(double[] state, double excitatory, double inhibitory);

    /** What a spike does to a state. */
    void reset(double[] state);

    /** What a spike is. */
    SpikeRule rule();

    /** The potential of {@link SpikeRule}, in mV. */
    double threshold();

    /**
     * Where a V that runs away is reset within a step of a grid, and no higher do the other variables see it, in mV. The potential of
     * a spike, or infinite for a V that does not run away.
     */
    default double ceiling() {
        return Double.POSITIVE_INFINITY;
    }

    /** On a grid V rises no more than this in one step of the method, in mV: less than what its slope changes much over. */
    default double steepestRise() {
        return Double.POSITIVE_INFINITY;
    }

    /** On a grid a step of the method is no longer than this, in ms: so long that it stays right and stable. */
    default double longestSubstep() {
        return 0.025;
    }

    /** t_ref in ps. */
    long refractoryPs();

    @Override
    default ContinuousNeuron continuous(double[] start, NeuronNoise noise) {
        return new SolvedNeuron(this, start);
    }

    @Override
    default GridNeuron onGrid(long stepPs, double[] start, NeuronNoise noise) {
        return new GridSolvedNeuron(this, stepPs, start);
    }
}
