package io.dopaflow.analysis.follow;

import io.dopaflow.models.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The synapses of a network onto neurons of one depth.
 *
 * @param name {@code all}, or {@code layer} and the depth
 * @param synapses their ids, ascending
 */
public record SynapseLayer(String name, int[] synapses) {
    /** The name of all layers together. */
    public static final String ALL = "all";

    /** All synapses together, then layer by layer from the inputs on. */
    public static List<SynapseLayer> of(Network network) {
        List<SynapseLayer> layers = new ArrayList<>();
        layers.add(
                new SynapseLayer(ALL, IntStream.range(0, network.synapseCount()).toArray()));
        for (int depth = 1; depth <= network.depth(); depth++) {
            int own = depth;
            layers.add(new SynapseLayer(
                    "layer " + depth,
                    IntStream.range(0, network.synapseCount())
                            .filter(synapse -> network.depthOf(network.post(synapse)) == own)
                            .toArray()));
        }
        return layers;
    }

    /** The scalar product of two vectors over its synapses. */
    double dot(double[] a, double[] b) {
        double sum = 0;
        for (int synapse : synapses) {
            sum += a[synapse] * b[synapse];
        }
        return sum;
    }
}
