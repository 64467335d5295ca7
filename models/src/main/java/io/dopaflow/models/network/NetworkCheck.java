package io.dopaflow.models.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What makes neurons and synapses a network; every problem is a sentence that names neurons by their names. */
final class NetworkCheck {
    private NetworkCheck() {}

    /**
     * All problems: of each part by itself, then of the paths through the graph, for which synapses from or to nowhere
     * are left out.
     */
    static List<String> problems(List<Neuron> neurons, List<Synapse> synapses) {
        List<String> problems = new ArrayList<>();
        checkNeurons(neurons, problems);
        checkOutputs(neurons, problems);
        checkSynapses(neurons, synapses, problems);
        problems.addAll(new PathCheck(neurons, usable(neurons, synapses)).problems());
        return problems;
    }

    /** The synapses that lead from and to neurons. */
    private static SynapseList usable(List<Neuron> neurons, List<Synapse> synapses) {
        if (synapses.stream().allMatch(s -> isInside(s.pre(), neurons) && isInside(s.post(), neurons))) {
            return SynapseList.of(synapses);
        }
        SynapseList usable = new SynapseList();
        for (Synapse synapse : synapses) {
            if (isInside(synapse.pre(), neurons) && isInside(synapse.post(), neurons)) {
                usable.connect(synapse.pre(), synapse.post());
            }
        }
        return usable;
    }

    private static void checkNeurons(List<Neuron> neurons, List<String> problems) {
        Set<String> names = new HashSet<>();
        for (int id = 0; id < neurons.size(); id++) {
            Neuron neuron = neurons.get(id);
            String name = neuron.name();
            if (neuron.id() != id) {
                problems.add("neuron '" + name + "' has id " + neuron.id() + "; allowed: its position, " + id);
            }
            if (!names.add(name)) {
                problems.add("the name '" + name + "' is used twice; allowed: a unique name for each neuron");
            }
            if (neuron.role() instanceof NeuronRole.Input input && input.feature() < 0) {
                problems.add("input '" + name + "' presents feature " + input.feature() + "; allowed: from 0");
            }
            if (neuron.role().isSource()
                    && !neuron.equals(Neuron.source(neuron.id(), name, neuron.role(), neuron.sign()))) {
                problems.add("source '" + name + "' has activation " + neuron.activation() + " and coding "
                        + neuron.coding() + "; allowed: IDENTITY and GRADED");
            }
        }
        if (neurons.stream().noneMatch(n -> n.role().isSource())) {
            problems.add("there is no input or bias neuron; allowed: at least one");
        }
    }

    private static void checkOutputs(List<Neuron> neurons, List<String> problems) {
        BitSet indices = new BitSet();
        for (Neuron neuron : neurons) {
            if (neuron.role() instanceof NeuronRole.Output output) {
                addOutput(indices, neuron.name(), output.index(), neurons.size(), problems);
            }
        }
        if (neurons.stream().noneMatch(n -> n.role() instanceof NeuronRole.Output)) {
            problems.add("there is no output neuron; allowed: at least one");
        } else if (indices.nextClearBit(0) != indices.cardinality() || indices.isEmpty()) {
            problems.add(
                    "no output neuron has index " + indices.nextClearBit(0) + "; allowed: indices from 0 without gaps");
        }
    }

    private static void addOutput(BitSet outputs, String name, int index, int neurons, List<String> problems) {
        if (index < 0 || index >= neurons || outputs.get(index)) {
            problems.add("output '" + name + "' has index " + index + "; allowed: indices from 0, each once");
        } else {
            outputs.set(index);
        }
    }

    private static void checkSynapses(List<Neuron> neurons, List<Synapse> synapses, List<String> problems) {
        for (int id = 0; id < synapses.size(); id++) {
            Synapse synapse = synapses.get(id);
            if (synapse.id() != id) {
                problems.add(
                        "synapse " + synapse.id() + " stands at position " + id + "; allowed: its id as its position");
            }
            if (!isInside(synapse.pre(), neurons) || !isInside(synapse.post(), neurons)) {
                problems.add("synapse " + id + " leads from neuron " + synapse.pre() + " to " + synapse.post()
                        + "; allowed: 0 to " + (neurons.size() - 1));
                continue;
            }
            Neuron post = neurons.get(synapse.post());
            if (post.role().isSource()) {
                problems.add("synapse " + id + " (" + neurons.get(synapse.pre()).name() + " to " + post.name()
                        + ") leads to a source; allowed: hidden and output neurons");
            }
        }
    }

    private static boolean isInside(int neuron, List<Neuron> neurons) {
        return neuron >= 0 && neuron < neurons.size();
    }
}
