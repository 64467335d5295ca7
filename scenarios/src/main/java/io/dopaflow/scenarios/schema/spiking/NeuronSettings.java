package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.spiking.neuron.NeuronModel;
import java.util.List;

/**
 * A neuron model with its parameters.
 *
 * @param model as it is registered
 * @param parameters a law for each parameter, in the order of the model's data sheet
 */
public record NeuronSettings(NeuronModel model, List<Law> parameters) {
    /** Copies. */
    public NeuronSettings {
        parameters = List.copyOf(parameters);
    }

    /** How users call the model, such as {@code lif with delta synapses}. */
    public String modelText() {
        return model.synapses().isEmpty() ? model.name() : model.name() + " with " + model.synapses() + " synapses";
    }
}
