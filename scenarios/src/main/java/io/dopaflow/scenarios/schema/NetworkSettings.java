package io.dopaflow.scenarios.schema;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.List;
import java.util.Optional;

/** What learns: layers, or neurons and synapses one by one. */
public sealed interface NetworkSettings extends HasNetwork {

    @Override
    default NetworkSettings network() {
        return this;
    }

    /** The distribution of the weights to start with. */
    InitialWeight initialWeight();

    /**
     * Fully connected layers; the size of the output layer follows from the task.
     *
     * @param hidden hidden layers from the input on, possibly none
     * @param output activation of the outputs
     * @param bias whether each layer has a pair of bias neurons
     * @param initialWeight the weights to start with
     */
    record Layers(List<LayeredNetwork.Layer> hidden, Activation output, boolean bias, InitialWeight initialWeight)
            implements NetworkSettings {
        /** Copies the list. */
        public Layers {
            hidden = List.copyOf(hidden);
        }
    }

    /**
     * A graph.
     *
     * @param neurons in the order of their ids; outputs in the order of the readout
     * @param synapses in the order of their ids
     * @param initialWeight the weights of synapses that state none
     */
    record Graph(List<Neuron> neurons, List<Synapse> synapses, InitialWeight initialWeight) implements NetworkSettings {
        /** Copies the lists. */
        public Graph {
            neurons = List.copyOf(neurons);
            synapses = List.copyOf(synapses);
        }
    }

    /**
     * Log-uniform weights to start with: theta = log(median) + spread (2u - 1) with u uniform in [0, 1), for each synapse
     * from a random stream of its own.
     *
     * @param median of the weight w, positive
     * @param spread of theta about its median, not negative; 0 starts all synapses alike
     */
    public record InitialWeight(double median, double spread) {}

    /**
     * A synapse of a graph.
     *
     * @param pre name of the presynaptic neuron
     * @param post name of the postsynaptic neuron
     * @param weight w at the start, positive; drawn if none is stated
     */
    public record Synapse(String pre, String post, Optional<Double> weight) {}

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
    public record Neuron(
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
}
