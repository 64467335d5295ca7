package io.dopaflow.models.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What makes neurons and synapses a network; every problem is a sentence that names neurons by their names. */
final class NetworkCheck {
    private NetworkCheck() {}

    /** Ids, names, indices and end points, each by itself. */
    static List<String> ofParts(List<Neuron> neurons, List<Synapse> synapses) {
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        BitSet outputs = new BitSet();
        for (int id = 0; id < neurons.size(); id++) {
            Neuron neuron = neurons.get(id);
            if (neuron.id() != id) {
                problems.add("neuron '" + neuron.name() + "' has id " + neuron.id() + "; allowed: its position, " + id);
            }
            if (!names.add(neuron.name())) {
                problems.add(
                        "the name '" + neuron.name() + "' is used twice; allowed: a name of its own for each neuron");
            }
            if (neuron.role() instanceof NeuronRole.Input input && input.feature() < 0) {
                problems.add("input '" + neuron.name() + "' presents feature " + input.feature() + "; allowed: from 0");
            }
            if (neuron.role() instanceof NeuronRole.Output output) {
                addOutput(outputs, neuron.name(), output.index(), neurons.size(), problems);
            }
        }
        if (neurons.stream().noneMatch(n -> n.role().isSource())) {
            problems.add("there is no input or bias neuron; allowed: at least one");
        }
        if (outputs.isEmpty()) {
            problems.add("there is no output neuron; allowed: at least one");
        } else if (outputs.nextClearBit(0) != outputs.length()) {
            problems.add(
                    "no output neuron has index " + outputs.nextClearBit(0) + "; allowed: indices from 0 without gaps");
        }
        problems.addAll(ofSynapses(neurons, synapses));
        return problems;
    }

    private static void addOutput(BitSet outputs, String name, int index, int neurons, List<String> problems) {
        if (index < 0 || index >= neurons || outputs.get(index)) {
            problems.add("output '" + name + "' has index " + index + "; allowed: indices from 0, each once");
        } else {
            outputs.set(index);
        }
    }

    private static List<String> ofSynapses(List<Neuron> neurons, List<Synapse> synapses) {
        List<String> problems = new ArrayList<>();
        Set<Long> pairs = new HashSet<>();
        for (int id = 0; id < synapses.size(); id++) {
            Synapse synapse = synapses.get(id);
            if (synapse.id() != id) {
                problems.add(
                        "synapse " + synapse.id() + " stands at position " + id + "; allowed: its id as its position");
            }
            if (isOutside(synapse.pre(), neurons) || isOutside(synapse.post(), neurons)) {
                problems.add("synapse " + id + " leads from neuron " + synapse.pre() + " to " + synapse.post()
                        + "; allowed: 0 to " + (neurons.size() - 1));
                continue;
            }
            Neuron post = neurons.get(synapse.post());
            String place = "synapse " + id + " (" + neurons.get(synapse.pre()).name() + " to " + post.name() + ")";
            if (!pairs.add(((long) synapse.pre() << 32) | synapse.post())) {
                problems.add(place + " is given twice; allowed: one synapse for each pair of neurons");
            }
            if (post.role().isSource()) {
                problems.add(place + " leads to a source; allowed: hidden and output neurons");
            }
        }
        return problems;
    }

    private static boolean isOutside(int neuron, List<Neuron> neurons) {
        return neuron < 0 || neuron >= neurons.size();
    }

    /** Cycles, and neurons that no path from a source to an output passes. */
    static List<String> ofGraph(List<Neuron> neurons, List<Synapse> synapses, Adjacency adjacency, int[] order) {
        if (order.length < neurons.size()) {
            return List.of("the graph has a cycle: " + cycle(neurons, synapses, adjacency, order)
                    + "; allowed: no path from a neuron back to itself");
        }
        List<String> problems = new ArrayList<>();
        BitSet reaches = new BitSet();
        for (int i = order.length - 1; i >= 0; i--) {
            Neuron neuron = neurons.get(order[i]);
            int[] out = adjacency.fanOut()[neuron.id()];
            if (neuron.role() instanceof NeuronRole.Output
                    || Arrays.stream(out)
                            .anyMatch(s -> reaches.get(synapses.get(s).post()))) {
                reaches.set(neuron.id());
            } else {
                problems.add("no path leads from neuron '" + neuron.name() + "' to an output; allowed: at least one");
            }
            if (!neuron.role().isSource() && adjacency.fanIn()[neuron.id()].length == 0) {
                problems.add("neuron '" + neuron.name() + "' has no fan-in; allowed: at least one synapse onto it");
            }
        }
        return problems;
    }

    /** Some cycle, as names joined by arrows: walks back from an unordered neuron until one comes again. */
    private static String cycle(List<Neuron> neurons, List<Synapse> synapses, Adjacency adjacency, int[] order) {
        BitSet ordered = new BitSet();
        Arrays.stream(order).forEach(ordered::set);
        List<Integer> walk = new ArrayList<>();
        int neuron = ordered.nextClearBit(0);
        while (!walk.contains(neuron)) {
            walk.add(neuron);
            neuron = Arrays.stream(adjacency.fanIn()[neuron])
                    .map(s -> synapses.get(s).pre())
                    .filter(pre -> !ordered.get(pre))
                    .findFirst()
                    .orElseThrow();
        }
        List<Integer> cycle = new ArrayList<>(walk.subList(walk.indexOf(neuron), walk.size()));
        Collections.reverse(cycle);
        cycle.add(cycle.get(0));
        return cycle.stream().map(id -> neurons.get(id).name()).collect(Collectors.joining(" -> "));
    }
}
