package io.dopaflow.models.network;

import io.dopaflow.models.neuron.Activation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A network: a directed acyclic graph of neurons and synapses, immutable and valid. Every neuron lies on a path from a
 * source to an output, so that each takes part in every cycle.
 */
public final class Network {
    private final List<Neuron> neurons;
    private final SynapseList synapses;
    private final int[][] fanIn;
    private final int[][] fanOut;
    private final int[] topologicalOrder;
    private final int[] depth;
    private final int[] sources;
    private final int[] outputs;

    private Network(List<Neuron> neurons, SynapseList synapses, Adjacency adjacency, int[] topologicalOrder) {
        this.neurons = List.copyOf(neurons);
        this.synapses = synapses;
        this.fanIn = adjacency.fanIn();
        this.fanOut = adjacency.fanOut();
        this.topologicalOrder = topologicalOrder;
        this.depth = depths();
        this.sources = neurons.stream()
                .filter(n -> n.role().isSource())
                .mapToInt(Neuron::id)
                .toArray();
        this.outputs = new int[outputCount(neurons)];
        for (Neuron neuron : neurons) {
            if (neuron.role() instanceof NeuronRole.Output output) {
                outputs[output.index()] = neuron.id();
            }
        }
    }

    private static int outputCount(List<Neuron> neurons) {
        return (int) neurons.stream()
                .filter(n -> n.role() instanceof NeuronRole.Output)
                .count();
    }

    /**
     * A network of the given neurons and synapses, whose ids are their positions.
     *
     * @throws InvalidNetworkException with every problem: ids that are no positions, names used twice, sources with an
     *     activation or all-or-none spikes, synapses from or to nowhere or given twice, sources with and others without
     *     fan-in, neurons from which no output is reached, output indices with gaps, no source, no output, or a cycle
     *     (the neurons of one are named)
     */
    public static Network of(List<Neuron> neurons, List<Synapse> synapses) {
        List<String> problems = NetworkCheck.problems(neurons, synapses);
        if (!problems.isEmpty()) {
            throw new InvalidNetworkException(problems);
        }
        SynapseList compact = SynapseList.of(synapses);
        Adjacency adjacency = Adjacency.of(neurons.size(), compact);
        return new Network(neurons, compact, adjacency, adjacency.topologicalOrder(compact));
    }

    private int[] depths() {
        int[] depths = new int[neurons.size()];
        for (int neuron : topologicalOrder) {
            for (int synapse : fanIn[neuron]) {
                depths[neuron] = Math.max(depths[neuron], depths[pre(synapse)] + 1);
            }
        }
        return depths;
    }

    /** All neurons, by id. */
    public List<Neuron> neurons() {
        return neurons;
    }

    /** Whether the value of some neuron goes in steps, so that no loss has a gradient: see {@link Activation#isStraightThrough}. */
    public boolean goesInSteps() {
        return neurons.stream().anyMatch(neuron -> neuron.activation().isStraightThrough());
    }

    /** All synapses, by id. */
    public List<Synapse> synapses() {
        return Collections.unmodifiableList(synapses);
    }

    /** The neuron with the given id. */
    public Neuron neuron(int id) {
        return neurons.get(id);
    }

    /** How many neurons there are. */
    public int neuronCount() {
        return neurons.size();
    }

    /** How many synapses there are: the number of parameters, d. */
    public int synapseCount() {
        return synapses.size();
    }

    /** How many numbers the readout has. */
    public int outputCount() {
        return outputs.length;
    }

    /** Id of the presynaptic neuron. */
    public int pre(int synapse) {
        return synapses.pre(synapse);
    }

    /** Id of the postsynaptic neuron. */
    public int post(int synapse) {
        return synapses.post(synapse);
    }

    /** Ids of the synapses onto the neuron, ascending: the order of every sum. */
    public int[] fanIn(int neuron) {
        return fanIn[neuron].clone();
    }

    /** Ids of the synapses from the neuron, ascending. */
    public int[] fanOut(int neuron) {
        return fanOut[neuron].clone();
    }

    /** Ids of the neurons without fan-in, ascending. */
    public int[] sources() {
        return sources.clone();
    }

    /** Ids of the output neurons, by their position in the readout. */
    public int[] outputs() {
        return outputs.clone();
    }

    /** Neuron ids such that every synapse leads from an earlier to a later one. */
    public int[] topologicalOrder() {
        return topologicalOrder.clone();
    }

    /** Synapses on the longest path from a source to the neuron; 0 for sources. */
    public int depthOf(int neuron) {
        return depth[neuron];
    }

    /** The largest depth of a neuron. */
    public int depth() {
        return Arrays.stream(depth).max().orElse(0);
    }

    /** A synapse as users know it: its id and the names of its neurons. */
    public String label(Synapse synapse) {
        return "synapse " + synapse.id() + " (" + neuron(synapse.pre()).name() + " -> "
                + neuron(synapse.post()).name() + ")";
    }
}
