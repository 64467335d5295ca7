package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.neuron.Sign;
import io.dopaflow.scenarios.format.Named;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A population.
 *
 * @param size how many neurons, from 1
 * @param neuron of what kind
 * @param start laws of the values from which variables start, by their names; the others start as the model says
 * @param sign what the neurons' own synapses must be, if that is said
 * @param excitability if each neuron keeps its rate
 * @param values a file with values of each neuron, if there is one
 */
public record PopulationSettings(
        int size,
        NeuronSettings neuron,
        List<Named<Measured<Law>>> start,
        Optional<Sign> sign,
        Optional<ExcitabilitySettings> excitability,
        Optional<String> values) {
    /** Copies. */
    public PopulationSettings {
        start = List.copyOf(start);
    }

    /** The same population, with another path of its file, if it has one. */
    public PopulationSettings withFile(UnaryOperator<String> path) {
        return new PopulationSettings(size, neuron, start, sign, excitability, values.map(path));
    }
}
