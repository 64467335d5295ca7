package io.dopaflow.models.network;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Synapse ids by the neuron that they lead to and from.
 *
 * @param fanIn by postsynaptic neuron, ascending
 * @param fanOut by presynaptic neuron, ascending
 */
record Adjacency(int[][] fanIn, int[][] fanOut) {

    static Adjacency of(int neurons, SynapseList synapses) {
        int[] in = new int[neurons];
        int[] out = new int[neurons];
        for (int id = 0; id < synapses.size(); id++) {
            in[synapses.post(id)]++;
            out[synapses.pre(id)]++;
        }
        int[][] fanIn = sized(in);
        int[][] fanOut = sized(out);
        for (int id = synapses.size() - 1; id >= 0; id--) {
            int post = synapses.post(id);
            int pre = synapses.pre(id);
            fanIn[post][--in[post]] = id;
            fanOut[pre][--out[pre]] = id;
        }
        return new Adjacency(fanIn, fanOut);
    }

    private static int[][] sized(int[] sizes) {
        return Arrays.stream(sizes).mapToObj(int[]::new).toArray(int[][]::new);
    }

    /** Neurons in topological order (Kahn's algorithm); those on or behind a cycle are left out. */
    int[] topologicalOrder(SynapseList synapses) {
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
                int post = synapses.post(synapse);
                if (--waitingFor[post] == 0) {
                    ready.add(post);
                }
            }
        }
        return Arrays.copyOf(order, ordered);
    }
}
