package io.dopaflow.analysis.verify;

import io.dopaflow.models.network.Network;

/** Neurons and synapses as messages name them. */
record Labels(Network network) {

    /** A neuron that may not exist. */
    String neuron(int id) {
        return id < 0 || id >= network.neuronCount()
                ? "neuron " + id
                : "neuron " + id + " (" + network.neuron(id).name() + ")";
    }

    /** A synapse that may not exist, with the neurons that it joins. */
    String synapse(int id) {
        return id < 0 || id >= network.synapseCount()
                ? "synapse " + id
                : network.label(network.synapses().get(id));
    }
}
