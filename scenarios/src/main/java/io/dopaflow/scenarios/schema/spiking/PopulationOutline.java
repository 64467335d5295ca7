package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.neuron.Sign;
import io.dopaflow.scenarios.format.Named;
import java.util.List;
import java.util.Optional;

/**
 * What can be told of a population, whatever is wrong in it or in others. Nothing stands for what is wrong, or was not said.
 *
 * @param size how many neurons
 * @param neuron of what kind; parameters that are wrong are at their defaults
 * @param hasOwnNeuron whether it says itself of what kind, rather than being like another one
 * @param start laws of the values from which variables start
 * @param hasOwnStart whether it says these itself
 * @param sign what the neurons' own synapses must be
 * @param excitability if each neuron keeps its rate
 * @param values a file with values of each neuron
 */
public record PopulationOutline(
        Optional<Integer> size,
        Optional<NeuronSettings> neuron,
        boolean hasOwnNeuron,
        List<Named<Measured<Law>>> start,
        boolean hasOwnStart,
        Optional<Sign> sign,
        Optional<ExcitabilitySettings> excitability,
        Optional<String> values) {
    /** Nothing is known. */
    public static final PopulationOutline UNKNOWN = new PopulationOutline(
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Copies. */
    public PopulationOutline {
        start = List.copyOf(start);
    }

    /** The population, where nothing is wrong. */
    PopulationSettings settings() {
        return new PopulationSettings(size.orElseThrow(), neuron.orElseThrow(), start, sign, excitability, values);
    }
}
