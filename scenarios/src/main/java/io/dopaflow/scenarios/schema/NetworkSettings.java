package io.dopaflow.scenarios.schema;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.neuron.Activation;
import java.util.List;

/** What learns: layers, or neurons and synapses one by one. */
public sealed interface NetworkSettings {

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
    record Graph(List<NeuronSettings> neurons, List<SynapseSettings> synapses, InitialWeight initialWeight)
            implements NetworkSettings {
        /** Copies the lists. */
        public Graph {
            neurons = List.copyOf(neurons);
            synapses = List.copyOf(synapses);
        }
    }
}
