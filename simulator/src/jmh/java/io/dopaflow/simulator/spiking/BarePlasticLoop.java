package io.dopaflow.simulator.spiking;

import java.util.Arrays;

/**
 * The arithmetic of additive pair STDP, all to all, and nothing else: every presynaptic spike of a recorded run passes over the synapses of its cell. It knows all postsynaptic spikes
 * beforehand, in arrays of whole steps; its exponentials are a table.
 */
final class BarePlasticLoop {
    private static final double TAU_STEPS = 200;
    private static final double POTENTIATION = 0.03;
    private static final double DEPRESSION = 0.0315;
    private static final double LARGEST = 30;

    private final int[] preSteps;
    private final int[] preCells;
    private final int[][] postSteps;
    private final double[][] postTraces;
    private final double[] table = new double[200_000];
    private final double[] weights;
    private final int inputs;

    /**
     * A loop.
     *
     * @param preSteps of presynaptic spikes, ascending
     * @param preCells which cell spiked
     * @param inputs how many presynaptic cells there are; each has a synapse onto each neuron
     * @param postSteps spikes of each postsynaptic neuron, ascending
     */
    BarePlasticLoop(int[] preSteps, int[] preCells, int inputs, int[][] postSteps) {
        this.preSteps = preSteps;
        this.preCells = preCells;
        this.inputs = inputs;
        this.postSteps = postSteps;
        this.postTraces = new double[postSteps.length][];
        for (int step = 0; step < table.length; step++) {
            table[step] = Math.exp(-step / TAU_STEPS);
        }
        for (int post = 0; post < postSteps.length; post++) {
            double[] traces = new double[postSteps[post].length];
            for (int i = 0; i < traces.length; i++) {
                traces[i] = 1 + (i == 0 ? 0 : traces[i - 1] * table[postSteps[post][i] - postSteps[post][i - 1]]);
            }
            postTraces[post] = traces;
        }
        this.weights = new double[inputs * postSteps.length];
        Arrays.fill(weights, LARGEST / 2);
    }

    /** Runs; returns the sum of the weights. */
    double run() {
        int neurons = postSteps.length;
        int[] lastStep = new int[inputs];
        double[] trace = new double[inputs];
        // Of each synapse the first postsynaptic spike that has not been seen.
        int[] seen = new int[inputs * neurons];
        for (int spike = 0; spike < preSteps.length; spike++) {
            int step = preSteps[spike];
            int cell = preCells[spike];
            int before = lastStep[cell];
            double x = POTENTIATION * trace[cell];
            for (int post = 0, at = cell * neurons; post < neurons; post++, at++) {
                int[] posts = postSteps[post];
                int next = seen[at];
                double weight = weights[at];
                while (next < posts.length && posts[next] < step) {
                    weight = Math.min(weight + x * table[posts[next] - before], LARGEST);
                    next++;
                }
                if (next > 0) {
                    double y = postTraces[post][next - 1] * table[step - posts[next - 1]];
                    weight = Math.max(weight - DEPRESSION * y, 0);
                }
                seen[at] = next;
                weights[at] = weight;
            }
            trace[cell] = trace[cell] * table[step - before] + 1;
            lastStep[cell] = step;
        }
        return Arrays.stream(weights).sum();
    }
}
