package io.dopaflow.analysis.learning;

import io.dopaflow.models.network.Network;
import java.util.List;
import java.util.function.BiConsumer;

/** The weights that a run of learning from samples recorded, at moments that are numbered from 0. */
public interface RecordedWeights {

    /** The name of the run, for titles. */
    String name();

    /** What a weight is, for axes. */
    String quantity();

    /**
     * Synapses that belong together.
     *
     * @param name what they are called; empty if they are all
     * @param first the first of them
     * @param end behind the last
     */
    record Part(String name, int first, int end) {}

    /** All synapses, in parts. */
    List<Part> parts();

    /** At how many moments the weights of all synapses were recorded. */
    int moments();

    /** Learning opportunities done at a moment; parts of one count. */
    double opportunities(int moment);

    /** The weights at a moment, by synapse. */
    double[] weights(int moment);

    /** Hands over the weights at many moments, ascending. */
    void weights(List<Integer> moments, BiConsumer<Integer, double[]> consumer);

    /** What a synapse is called. */
    String synapse(int id);

    /** A synapse of a network by its neurons. */
    static String synapse(Network network, int id) {
        return network.neuron(network.pre(id)).name() + " \u2192 "
                + network.neuron(network.post(id)).name();
    }
}
