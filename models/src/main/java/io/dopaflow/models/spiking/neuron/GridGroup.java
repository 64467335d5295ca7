package io.dopaflow.models.spiking.neuron;

/** Neurons on a grid that go on together, numbered from 0. */
public interface GridGroup {

    /** Neurons one by one. */
    static GridGroup of(GridNeuron... neurons) {
        return new SingleNeurons(neurons);
    }

    /** How many neurons. */
    int size();

    /**
     * Goes one step on: each neuron takes its sums, as {@link GridNeuron#step} says, and leaves 0 there.
     *
     * @param spiking takes the numbers of the neurons that spike, ascending; as long as the group
     * @return how many spiked
     */
    int step(Arriving arriving, int[] spiking);

    /** This group with other loops, where it has loops: what either does moves both. */
    default GridGroup with(GroupLoops loops) {
        return this;
    }

    /** Sets the current that is injected into a neuron beside I_e from now on, in pA. */
    void inject(int neuron, double picoamperes);

    /** A variable of a neuron at the end of the last step. */
    double value(int neuron, int variable);

    /** The state of a neuron. */
    NeuronState state(int neuron);

    /** Gives a neuron a state. */
    void restore(int neuron, NeuronState state);

    /** Puts a neuron back to how it began, as {@link GridNeuron#restart} says. */
    void restart(int neuron);

    /**
     * How the log-likelihood of a neuron's last step changes with V, as {@link GridNeuron#score} says.
     *
     * @throws IllegalStateException if the neuron has no escape noise
     */
    default double score(int neuron) {
        throw EscapeNoise.noScore();
    }

    /**
     * What is left after another step of a change of a neuron's V, as {@link GridNeuron#decay} says.
     *
     * @throws IllegalStateException if the neuron has no escape noise, or arrivals do not add to V itself
     */
    default double decay(int neuron) {
        throw EscapeNoise.noScore();
    }
}
