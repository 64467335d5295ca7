package io.dopaflow.analysis.learned;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The network that learns a task: a hidden layer of tanh neurons, or none, and one linear output.
 *
 * @param inputs at least 1
 * @param hidden neurons in the hidden layer; 0 for none
 * @param bias whether a bias neuron leads to each layer
 */
public record Learner(int inputs, int hidden, boolean bias) {

    /** Validates the sizes. */
    public Learner {
        if (inputs < 1 || hidden < 0) {
            throw new IllegalArgumentException(
                    "inputs are " + inputs + ", hidden neurons " + hidden + "; allowed: from 1, from 0");
        }
    }

    /** Synapses onto a hidden neuron. */
    int hiddenFanIn() {
        return inputs + (bias ? 1 : 0);
    }

    /** Synapses onto the output. */
    int outputFanIn() {
        return (hidden == 0 ? inputs : hidden) + (bias ? 1 : 0);
    }

    /** Synapses of the network. */
    public int synapses() {
        return hidden * hiddenFanIn() + outputFanIn();
    }

    /** The same as a network for an engine, with its synapses in the same order. */
    public Network network() {
        List<Layer> layers = hidden == 0 ? List.of() : List.of(new Layer(hidden, Activation.TANH, SpikeCoding.GRADED));
        List<String> features =
                IntStream.range(0, inputs).mapToObj(i -> "x" + i).toList();
        return new LayeredNetwork(features, layers, List.of("y"), Activation.IDENTITY, bias).buildSigned();
    }
}
