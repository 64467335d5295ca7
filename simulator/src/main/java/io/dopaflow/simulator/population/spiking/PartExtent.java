package io.dopaflow.simulator.population.spiking;

/**
 * What the other parts of a run must know of the synapses of one, by projection.
 *
 * @param shards of the part
 * @param synapses how many there are onto its neurons
 * @param shortestDelaysPs their shortest delay, in ps; the largest number without synapses
 * @param longestDelays their longest delay, in units of the network's time; 0 without synapses
 */
public record PartExtent(ShardRange shards, long[] synapses, long[] shortestDelaysPs, long[] longestDelays) {}
