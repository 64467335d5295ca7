package io.dopaflow.scenarios.schema;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.Optional;

/**
 * A neuron of a graph.
 *
 * @param name unique
 * @param role what it is for
 * @param feature the feature that an input presents; only inputs have one
 * @param sign of all its synapses
 * @param activation from potential to amplitude; identity for inputs and bias neurons
 * @param spikes what its readout spike carries; graded for inputs and bias neurons
 */
public record NeuronSettings(
        String name, Role role, Optional<Column> feature, Sign sign, Activation activation, SpikeCoding spikes) {

    /** What a neuron is for. */
    public enum Role {
        /** Presents a feature. */
        INPUT,
        /** Spikes with amplitude 1 in every cycle. */
        BIAS,
        /** Between sources and outputs. */
        HIDDEN,
        /** Part of the readout. */
        OUTPUT;

        /** Whether neurons of this role have no fan-in. */
        public boolean isSource() {
            return this == INPUT || this == BIAS;
        }
    }
}
