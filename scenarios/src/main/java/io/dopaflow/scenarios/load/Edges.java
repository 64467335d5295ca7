package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.schema.NetworkSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A graph that may have cycles, by the numbers of its neurons and synapses. */
record Edges(int[] pre, int[] post, List<List<Integer>> onto) {

    private static final int NONE = -1;

    /** The graph of those synapses both of whose ends exist. */
    static Edges of(int neurons, List<NetworkSettings.Synapse> synapses, Map<String, Integer> byName) {
        int[] pre = new int[synapses.size()];
        int[] post = new int[synapses.size()];
        List<List<Integer>> onto = new ArrayList<>();
        IntStream.range(0, neurons).forEach(neuron -> onto.add(new ArrayList<>()));
        for (int synapse = 0; synapse < pre.length; synapse++) {
            pre[synapse] = byName.getOrDefault(synapses.get(synapse).pre(), NONE);
            post[synapse] = byName.getOrDefault(synapses.get(synapse).post(), NONE);
            if (pre[synapse] != NONE && post[synapse] != NONE) {
                onto.get(post[synapse]).add(synapse);
            }
        }
        return new Edges(pre, post, onto);
    }

    /** The synapses onto a neuron, ascending. */
    List<Integer> onto(int neuron) {
        return onto.get(neuron);
    }

    /** The neurons from which a path leads to a goal, goals included. */
    BitSet reaching(IntPredicate isGoal) {
        BitSet reaching = new BitSet();
        Deque<Integer> ready = new ArrayDeque<>();
        IntStream.range(0, onto.size()).filter(isGoal).forEach(goal -> {
            reaching.set(goal);
            ready.add(goal);
        });
        while (!ready.isEmpty()) {
            for (int synapse : onto.get(ready.remove())) {
                if (!reaching.get(pre[synapse])) {
                    reaching.set(pre[synapse]);
                    ready.add(pre[synapse]);
                }
            }
        }
        return reaching;
    }

    /** A cycle, by its synapses along the way. */
    record Cycle(List<Integer> synapses, List<Integer> neurons) {

        int lastSynapse() {
            return Collections.max(synapses);
        }

        String through(List<NetworkSettings.Neuron> settings) {
            return neurons.stream().map(neuron -> settings.get(neuron).name()).collect(Collectors.joining(" -> "));
        }
    }

    /** Some cycle: goes back from a neuron that lies on or behind one until a neuron comes a second time. */
    Optional<Cycle> cycle() {
        BitSet left = behindCycles();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> neurons = new ArrayList<>();
        List<Integer> synapses = new ArrayList<>();
        int[] seenAt = new int[onto.size()];
        int neuron = left.nextSetBit(0);
        while (seenAt[neuron] == 0) {
            neurons.add(neuron);
            seenAt[neuron] = neurons.size();
            int back = onto.get(neuron).stream()
                    .filter(synapse -> left.get(pre[synapse]))
                    .findFirst()
                    .orElseThrow();
            synapses.add(back);
            neuron = pre[back];
        }
        List<Integer> way = new ArrayList<>(neurons.subList(seenAt[neuron] - 1, neurons.size()));
        List<Integer> along = synapses.subList(seenAt[neuron] - 1, synapses.size());
        way.add(neuron);
        Collections.reverse(way);
        return Optional.of(new Cycle(List.copyOf(along), way));
    }

    /** What is left when neurons without fan-in are taken away again and again (Kahn's algorithm). */
    private BitSet behindCycles() {
        int[] fanIn = onto.stream().mapToInt(List::size).toArray();
        List<List<Integer>> targets = new ArrayList<>();
        onto.forEach(synapses -> targets.add(new ArrayList<>()));
        onto.stream()
                .flatMap(List::stream)
                .forEach(synapse -> targets.get(pre[synapse]).add(post[synapse]));
        BitSet left = new BitSet();
        left.set(0, onto.size());
        Deque<Integer> ready = new ArrayDeque<>();
        IntStream.range(0, fanIn.length).filter(neuron -> fanIn[neuron] == 0).forEach(ready::add);
        while (!ready.isEmpty()) {
            int neuron = ready.remove();
            left.clear(neuron);
            for (int target : targets.get(neuron)) {
                if (--fanIn[target] == 0) {
                    ready.add(target);
                }
            }
        }
        return left;
    }
}
