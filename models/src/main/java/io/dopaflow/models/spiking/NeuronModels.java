package io.dopaflow.models.spiking;

import java.util.List;

/** The neuron models that scenario files can name. Another one takes a class and a line here. */
public final class NeuronModels {
    private static final List<NeuronModel> ALL = List.of(
            LifParameters.model(SynapseShape.DELTA, "delta", "mV"),
            LifParameters.model(SynapseShape.EXPONENTIAL, "exp", "pA"),
            LifParameters.model(SynapseShape.ALPHA, "alpha", "pA"));

    private NeuronModels() {}

    /** All models. */
    public static List<NeuronModel> all() {
        return ALL;
    }

    /** The model of a name and form of synapses. */
    public static NeuronModel of(String name, String synapses) {
        return ALL.stream()
                .filter(model -> model.name().equals(name) && model.synapses().equals(synapses))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no neuron model " + name + " " + synapses));
    }
}
