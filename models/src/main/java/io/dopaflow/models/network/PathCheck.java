package io.dopaflow.models.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/** What is wrong with the paths through a graph, whose synapses lead from and to neurons by position. */
final class PathCheck {
    private final List<Neuron> neurons;
    private final SynapseList synapses;
    private final Adjacency adjacency;

    PathCheck(List<Neuron> neurons, SynapseList synapses) {
        this.neurons = neurons;
        this.synapses = synapses;
        this.adjacency = Adjacency.of(neurons.size(), synapses);
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        BitSet reaching = reachingAnOutput();
        for (int id = 0; id < neurons.size(); id++) {
            Neuron neuron = neurons.get(id);
            if (!neuron.role().isSource() && adjacency.fanIn()[id].length == 0) {
                problems.add("neuron '" + neuron.name() + "' has no fan-in; allowed: at least one synapse onto it");
            }
            if (!reaching.isEmpty() && !reaching.get(id)) {
                problems.add("no path leads from neuron '" + neuron.name() + "' to an output; allowed: at least one");
            }
        }
        addPairsGivenTwice(problems);
        int[] order = adjacency.topologicalOrder(synapses);
        if (order.length < neurons.size()) {
            problems.add("the graph has a cycle: " + cycle(order) + "; allowed: no path from a neuron back to itself");
        }
        return problems;
    }

    private void addPairsGivenTwice(List<String> problems) {
        int[] lastTarget = new int[neurons.size()];
        Arrays.fill(lastTarget, -1);
        for (int id = 0; id < neurons.size(); id++) {
            for (int synapse : adjacency.fanIn()[id]) {
                int pre = synapses.pre(synapse);
                if (lastTarget[pre] == id) {
                    problems.add("two synapses lead from " + neurons.get(pre).name() + " to "
                            + neurons.get(id).name() + "; allowed: one synapse for each pair of neurons");
                }
                lastTarget[pre] = id;
            }
        }
    }

    /** Outputs and what leads to them; empty if there is no output. */
    private BitSet reachingAnOutput() {
        BitSet reaching = new BitSet();
        Deque<Integer> found = new ArrayDeque<>();
        for (int id = 0; id < neurons.size(); id++) {
            if (neurons.get(id).role() instanceof NeuronRole.Output) {
                reaching.set(id);
                found.add(id);
            }
        }
        while (!found.isEmpty()) {
            for (int synapse : adjacency.fanIn()[found.remove()]) {
                int pre = synapses.pre(synapse);
                if (!reaching.get(pre)) {
                    reaching.set(pre);
                    found.add(pre);
                }
            }
        }
        return reaching;
    }

    /** Some cycle, as names joined by arrows: walks back from an unordered neuron until one comes again. */
    private String cycle(int[] order) {
        BitSet ordered = new BitSet();
        Arrays.stream(order).forEach(ordered::set);
        List<Integer> walk = new ArrayList<>();
        int neuron = ordered.nextClearBit(0);
        while (!walk.contains(neuron)) {
            walk.add(neuron);
            neuron = Arrays.stream(adjacency.fanIn()[neuron])
                    .map(synapses::pre)
                    .filter(pre -> !ordered.get(pre))
                    .findFirst()
                    .orElseThrow();
        }
        List<Integer> cycle = new ArrayList<>(walk.subList(walk.indexOf(neuron), walk.size()));
        cycle.add(neuron);
        Collections.reverse(cycle);
        return cycle.stream().map(id -> neurons.get(id).name()).collect(Collectors.joining(" -> "));
    }
}
