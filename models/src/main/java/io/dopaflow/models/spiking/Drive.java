package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.Rate;
import java.util.function.IntFunction;

/** Input that each neuron of a population gets for itself. */
public sealed interface Drive {

    /** Its name, unique in the network. */
    String name();

    /** The population: its place among the groups of the network. */
    int to();

    /**
     * An independent Poisson train for each neuron, through a synapse of its own.
     *
     * @param id keys its streams; unique among projections and drives
     * @param rate of each train
     * @param weight in the unit of the population's model
     * @param delayPs from a spike to its arrival
     */
    record Poisson(String name, int id, int to, Rate rate, Distribution weight, long delayPs) implements Drive {}

    /**
     * A current into each neuron.
     *
     * @param current that of each neuron, by its number in the population
     */
    record Current(String name, int to, IntFunction<CurrentSource> current) implements Drive {}
}
