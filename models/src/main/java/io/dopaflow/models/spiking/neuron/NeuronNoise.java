package io.dopaflow.models.spiking.neuron;

import io.dopaflow.models.random.RandomStreams;

/**
 * Where a neuron that fires by chance draws from. Neurons without noise draw nothing.
 *
 * @param run the streams of the run
 * @param neuron its id in the network
 */
public record NeuronNoise(RandomStreams run, int neuron) {}
