package io.dopaflow.models.network;

/**
 * A synapse of the graph. Its weight is no part of the structure.
 *
 * @param id position in the network, from 0; sums over a neuron's fan-in run in the order of ids
 * @param pre id of the presynaptic neuron
 * @param post id of the postsynaptic neuron
 */
public record Synapse(int id, int pre, int post) {}
