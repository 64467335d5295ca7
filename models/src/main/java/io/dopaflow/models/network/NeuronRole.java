package io.dopaflow.models.network;

/** What a neuron is for. Inputs and bias neurons are sources: they have no fan-in and spike as a cycle starts. */
public sealed interface NeuronRole {

    /**
     * Presents a feature of the sample as the amplitude of its spike.
     *
     * @param feature index of the feature, from 0
     */
    record Input(int feature) implements NeuronRole {}

    /** Spikes with amplitude 1 in every cycle. */
    record Bias() implements NeuronRole {}

    /** Between sources and outputs. */
    record Hidden() implements NeuronRole {}

    /**
     * Its readout is one of the numbers that the loss is computed from.
     *
     * @param index position in the readout, from 0
     */
    record Output(int index) implements NeuronRole {}

    /** Whether neurons of this role have no fan-in. */
    default boolean isSource() {
        return this instanceof Input || this instanceof Bias;
    }
}
