package io.dopaflow.models.network;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Synapse ids by the neuron that they lead to and from.
 *
 * @param fanIn by postsynaptic neuron, ascending
 * @param fanOut by presynaptic neuron, ascending
 */
record Adjacency(int[][] fanIn, int[][] fanOut) {

    static Adjacency of(int neurons, List<Synapse> synapses) {
        int[] in = new int[neurons];
        int[] out = new int[neurons];
        for (Synapse synapse : synapses) {
            in[synapse.post()]++;
            out[synapse.pre()]++;
        }
        int[][] fanIn = sized(in);
        int[][] fanOut = sized(out);
        for (int id = synapses.size() - 1; id >= 0; id--) {
            Synapse synapse = synapses.get(id);
            fanIn[synapse.post()][--in[synapse.post()]] = id;
            fanOut[synapse.pre()][--out[synapse.pre()]] = id;
        }
        return new Adjacency(fanIn, fanOut);
    }

    private static int[][] sized(int[] sizes) {
        return Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    }

    /** Neurons in topological order (Kahn's algorithm); those on or behind a cycle are left out. */
    int[] topologicalOrder(List<Synapse> synapses) {
        int[] waitingFor = Arrays.stream(fanIn).mapToInt(in -> in.length).toArray();
        Deque<Integer> ready = new ArrayDeque<>();
        for (int neuron = 0; neuron < waitingFor.length; neuron++) {
            if (waitingFor[neuron] == 0) {
                ready.add(neuron);
            }
        }
        int[] order = new int[waitingFor.length];
        int ordered = 0;
        while (!ready.isEmpty()) {
            int neuron = ready.remove();
            order[ordered++] = neuron;
            for (int synapse : fanOut[neuron]) {
                int post = synapses.get(synapse).post();
                if (--waitingFor[post] == 0) {
                    ready.add(post);
                }
            }
        }
        return Arrays.copyOf(order, ordered);
    }
}
