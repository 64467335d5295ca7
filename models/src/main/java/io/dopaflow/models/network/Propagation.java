package io.dopaflow.models.network;

import io.dopaflow.models.neuron.Sign;
import java.util.Arrays;

/**
 * The network without jitter: amplitudes of all neurons for given parameters and features, as it is scored and as
 * gradients are taken of it,
 *
 * <pre>v_j = sum_i s_i w_ij a_i,   a_j = phi_j(v_j).</pre>
 *
 * All-or-none neurons pass on their firing probability, their mean amplitude, unless their amplitude is held. Holds
 * buffers: for one thread.
 */
public final class Propagation {
    private static final int NO_FEATURE = -1;

    private final Neuron[] neurons;
    private final int[] sources;
    private final int[] feature;
    private final int[] computing;
    private final int[][] fanIn;
    private final int[] pre;
    private final int[] outputs;
    private final double[] sign;
    private final boolean[] isHeld;
    private final double[] potentials;
    private final double[] amplitudes;

    /** Buffers for the network. */
    public Propagation(Network network) {
        this.neurons = network.neurons().toArray(Neuron[]::new);
        this.sources = network.sources();
        this.feature = Arrays.stream(neurons)
                .mapToInt(n -> n.role() instanceof NeuronRole.Input input ? input.feature() : NO_FEATURE)
                .toArray();
        this.computing = Arrays.stream(network.topologicalOrder())
                .filter(id -> !neurons[id].role().isSource())
                .toArray();
        this.outputs = network.outputs();
        this.pre = network.synapses().stream().mapToInt(Synapse::pre).toArray();
        this.fanIn = network.neurons().stream().map(n -> network.fanIn(n.id())).toArray(int[][]::new);
        this.sign = network.neurons().stream()
                .map(Neuron::sign)
                .mapToDouble(Sign::factor)
                .toArray();
        this.isHeld = new boolean[neurons.length];
        this.potentials = new double[neurons.length];
        this.amplitudes = new double[neurons.length];
    }

    /** Weights w = exp(theta), by synapse id. */
    public static double[] weights(double[] theta) {
        double[] weights = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            weights[i] = StrictMath.exp(theta[i]);
        }
        return weights;
    }

    /** Holds the amplitude of a neuron that is no source from now on; its potential is still computed. */
    public void hold(int neuron, double amplitude) {
        isHeld[neuron] = true;
        amplitudes[neuron] = amplitude;
    }

    /**
     * Propagates one sample and returns the readout, by output index.
     *
     * @param weights w = exp(theta) by synapse id
     * @param features amplitudes of the input neurons, by feature index
     */
    public double[] readout(double[] weights, double[] features) {
        for (int source : sources) {
            amplitudes[source] = feature[source] == NO_FEATURE ? 1.0 : features[feature[source]];
        }
        for (int neuron : computing) {
            double sum = 0.0;
            for (int synapse : fanIn[neuron]) {
                sum += sign[pre[synapse]] * weights[synapse] * amplitudes[pre[synapse]];
            }
            potentials[neuron] = sum;
            if (!isHeld[neuron]) {
                amplitudes[neuron] = neurons[neuron].meanAmplitude(sum);
            }
        }
        double[] readout = new double[outputs.length];
        for (int i = 0; i < readout.length; i++) {
            readout[i] = amplitudes[outputs[i]];
        }
        return readout;
    }

    /** Potential of the neuron in the last propagation, v; 0 for sources. */
    public double potential(int neuron) {
        return potentials[neuron];
    }

    /** Amplitude of the neuron in the last propagation, a. */
    public double amplitude(int neuron) {
        return amplitudes[neuron];
    }
}
