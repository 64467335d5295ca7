package io.dopaflow.models.spiking.neuron;

import java.util.List;
import java.util.function.Function;

/**
 * A neuron model as users choose it: its name, its data sheet and what makes it. {@link NeuronModels} lists all of them.
 *
 * @param name the word in scenario files
 * @param synapses the word that tells models of one name apart by their synapses; empty where there is one form only
 * @param weightUnit of the weights of synapses onto it: {@code mV}, {@code pA}, {@code nS} or {@code mV/ms}
 * @param parameters the data sheet
 * @param maker the model with values of the parameters, which it validates
 */
public record NeuronModel(
        String name,
        String synapses,
        String weightUnit,
        List<Parameter> parameters,
        Function<ParameterValues, NeuronType> maker) {

    /** Copies the list. */
    public NeuronModel {
        parameters = List.copyOf(parameters);
    }

    /**
     * The model with values of its parameters.
     *
     * @param values in the order of {@link #parameters}
     * @throws IllegalArgumentException if a value is out of range; says its name, the value and what is allowed
     */
    public NeuronType type(double... values) {
        return maker.apply(new ParameterValues(this, values));
    }

    /** The model with its defaults. */
    public NeuronType standard() {
        return type(parameters.stream().mapToDouble(Parameter::standard).toArray());
    }

    /** The place of a parameter; -1 if there is none of that name. */
    public int indexOf(String parameter) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(parameter)) {
                return i;
            }
        }
        return -1;
    }
}
