package io.dopaflow.models.network;

import io.dopaflow.models.neuron.Sign;

/**
 * The network without jitter: amplitudes of all neurons for given parameters and features, as it is scored and as
 * gradients are taken of it. All-or-none neurons pass on their firing probability, their mean amplitude. Holds buffers: for one thread.
 */
public final class Propagation {
    private final Neuron[] neurons;
    private final int[] order;
    private final int[][] fanIn;
    private final int[] pre;
    private final int[] outputs;
    private final double[] sign;
    private final double[] potentials;
    private final double[] amplitudes;

    /** Buffers for the network. */
    public Propagation(Network network) {
        this.neurons = network.neurons().toArray(Neuron[]::new);
        this.order = network.topologicalOrder();
        this.outputs = network.outputs();
        this.pre = network.synapses().stream().mapToInt(Synapse::pre).toArray();
        this.fanIn = network.neurons().stream().map(n -> network.fanIn(n.id())).toArray(int[][]::new);
        this.sign = network.neurons().stream()
                .map(Neuron::sign)
                .mapToDouble(Sign::factor)
                .toArray();
        this.potentials = new double[network.neuronCount()];
        this.amplitudes = new double[network.neuronCount()];
    }

    /** Weights w = exp(theta), by synapse id. */
    public static double[] weights(double[] theta) {
        double[] weights = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            weights[i] = StrictMath.exp(theta[i]);
        }
        return weights;
    }

    /**
     * Propagates one sample and returns the readout, by output index.
     *
     * @param weights w = exp(theta) by synapse id
     * @param features amplitudes of the input neurons, by feature index
     */
    public double[] readout(double[] weights, double[] features) {
        for (int neuron : order) {
            NeuronRole role = neurons[neuron].role();
            if (role instanceof NeuronRole.Input input) {
                amplitudes[neuron] = features[input.feature()];
            } else if (role instanceof NeuronRole.Bias) {
                amplitudes[neuron] = 1.0;
            } else {
                double sum = 0.0;
                for (int synapse : fanIn[neuron]) {
                    sum += sign[pre[synapse]] * weights[synapse] * amplitudes[pre[synapse]];
                }
                potentials[neuron] = sum;
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
