package io.dopaflow.models.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.ContinuousNeuron;
import io.dopaflow.models.spiking.neuron.GridGroup;
import io.dopaflow.models.spiking.neuron.GridNeuron;
import io.dopaflow.models.spiking.neuron.NeuronNoise;
import io.dopaflow.models.spiking.neuron.NeuronType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The neurons of a range of a population: their types, what they start from and where they draw. The same however the population
 * is divided.
 *
 * @param types of each neuron; one and the same where the population is uniform
 * @param starts of each neuron: a value for each variable
 * @param noises of each neuron
 */
public record Neurons(List<NeuronType> types, List<double[]> starts, List<NeuronNoise> noises) {

    /**
     * Makes them.
     *
     * @param from the first neuron, numbered within the population
     * @param to behind the last one
     * @throws IllegalArgumentException if a parameter that was drawn is out of range
     */
    public static Neurons of(SpikingNetwork network, CellGroup.Population population, int from, int to) {
        List<NeuronType> types = types(network, population, from, to);
        Map<String, double[]> given = new HashMap<>();
        population.start().forEach((variable, law) -> {
            RandomStreams streams = NamedStreams.of(network.streams(), population.name(), "start", variable);
            given.put(variable, KeyedValues.initial(law, streams, from, to));
        });
        RandomStreams noise = NamedStreams.of(network.streams(), population.name(), "noise");
        List<double[]> starts = new ArrayList<>(to - from);
        List<NeuronNoise> noises = new ArrayList<>(to - from);
        for (int i = 0; i < to - from; i++) {
            int neuron = i;
            Map<String, Double> values = new HashMap<>();
            given.forEach((variable, all) -> values.put(variable, all[neuron]));
            starts.add(types.get(i).start(values));
            noises.add(new NeuronNoise(noise, from + i));
        }
        return new Neurons(types, starts, noises);
    }

    private static List<NeuronType> types(SpikingNetwork network, CellGroup.Population population, int from, int to) {
        int parameters = population.parameters().size();
        if (population.isUniform()) {
            double[] values = population.parameters().stream()
                    .mapToDouble(Distribution::lowest)
                    .toArray();
            return Collections.nCopies(to - from, population.model().type(values));
        }
        double[][] drawn = new double[parameters][];
        for (int p = 0; p < parameters; p++) {
            String name = population.model().parameters().get(p).name();
            RandomStreams streams = NamedStreams.of(network.streams(), population.name(), "parameter", name);
            drawn[p] = KeyedValues.initial(population.parameters().get(p), streams, from, to);
        }
        List<NeuronType> types = new ArrayList<>(to - from);
        double[] values = new double[parameters];
        for (int i = 0; i < to - from; i++) {
            for (int p = 0; p < parameters; p++) {
                values[p] = drawn[p][i];
            }
            types.add(population.model().type(values));
        }
        return types;
    }

    /**
     * The values of a population that its laws give: of every parameter, and of the variables to start from that the population says, by
     * their names.
     */
    public static Map<String, double[]> values(SpikingNetwork network, CellGroup.Population population) {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (int p = 0; p < population.parameters().size(); p++) {
            String name = population.model().parameters().get(p).name();
            RandomStreams streams = NamedStreams.of(network.streams(), population.name(), "parameter", name);
            values.put(name, KeyedValues.initial(population.parameters().get(p), streams, 0, population.size()));
        }
        for (String variable : population.model().standard().variables()) {
            Distribution law = population.start().get(variable);
            if (law != null) {
                RandomStreams streams = NamedStreams.of(network.streams(), population.name(), "start", variable);
                values.put(variable, KeyedValues.initial(law, streams, 0, population.size()));
            }
        }
        return values;
    }

    /** How many neurons. */
    public int size() {
        return types.size();
    }

    /** A neuron in continuous time, by its place in the range. */
    public ContinuousNeuron continuous(int place) {
        return types.get(place).continuous(starts.get(place), noises.get(place));
    }

    /** A neuron on a grid, by its place in the range. */
    public GridGroup single(int place, long stepPs) {
        return types.get(place).group(stepPs, List.of(starts.get(place)), List.of(noises.get(place)));
    }

    /** All of them on a grid. */
    public GridGroup group(long stepPs) {
        NeuronType first = types.get(0);
        if (types.stream().allMatch(type -> type == first)) {
            return first.group(stepPs, starts, noises);
        }
        GridNeuron[] neurons = new GridNeuron[size()];
        for (int i = 0; i < neurons.length; i++) {
            neurons[i] = types.get(i).onGrid(stepPs, starts.get(i), noises.get(i));
        }
        return GridGroup.of(neurons);
    }
}
