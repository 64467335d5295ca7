package io.dopaflow.scenarios.schema;

import java.util.Optional;

/**
 * A synapse of a graph.
 *
 * @param pre name of the presynaptic neuron
 * @param post name of the postsynaptic neuron
 * @param weight w at the start, positive; drawn if none is stated
 */
public record SynapseSettings(String pre, String post, Optional<Double> weight) {}
