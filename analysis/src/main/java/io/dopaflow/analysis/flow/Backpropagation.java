package io.dopaflow.analysis.flow;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.Propagation;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;

/**
 * Forward and backward pass of one sample: {@link Propagation}, and dL/dtheta_ij = delta_j s_i w_ij a_i. The amplitudes of
 * some neurons can be held at given values. Holds buffers: for one thread.
 */
final class Backpropagation {
    private final Propagation propagation;
    private final Loss loss;
    private final Neuron[] neurons;
    private final int[] order;
    private final int[][] fanIn;
    private final int[] pre;
    private final int[] outputs;
    private final boolean[] isHeld;
    private final double[] errors;
    private final double[] readoutErrors;
    private final double[] weights;
    private double[] readout = {};

    Backpropagation(Network network, Loss loss) {
        this.propagation = new Propagation(network);
        this.loss = loss;
        this.neurons = network.neurons().toArray(Neuron[]::new);
        this.order = network.topologicalOrder();
        this.fanIn = network.neurons().stream().map(n -> network.fanIn(n.id())).toArray(int[][]::new);
        this.pre = network.synapses().stream().mapToInt(Synapse::pre).toArray();
        this.outputs = network.outputs();
        this.isHeld = new boolean[neurons.length];
        this.weights = new double[network.synapseCount()];
        this.errors = new double[neurons.length];
        this.readoutErrors = new double[outputs.length];
    }

    /** Holds the neuron's amplitude from now on. */
    void hold(int neuron, double amplitude) {
        isHeld[neuron] = true;
        propagation.hold(neuron, amplitude);
    }

    /** Sets the parameters of the passes that follow. */
    void setTheta(double[] theta) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.exp(theta[i]);
        }
    }

    /** Sets them by the weights themselves, as they stand before the sign of the presynaptic neuron. */
    void setWeights(double[] given) {
        System.arraycopy(given, 0, weights, 0, weights.length);
    }

    /** The loss, with all amplitudes that are not held computed. */
    double forward(Sample sample) {
        readout = propagation.readout(weights, sample.features());
        return loss.value(readout, sample.target());
    }

    /** phi(v), or the probability of firing: phi(v) cut off to [0, 1]. */
    double transmitted(int neuron) {
        return neurons[neuron].meanAmplitude(propagation.potential(neuron));
    }

    /** The derivative of {@link #transmitted} by the potential. */
    double slope(int neuron) {
        double potential = propagation.potential(neuron);
        double slope = neurons[neuron].activation().derivative(potential);
        if (neurons[neuron].coding() == SpikeCoding.ALL_OR_NONE) {
            double value = neurons[neuron].activation().value(potential);
            return value >= 0.0 && value <= 1.0 ? slope : 0.0;
        }
        return slope;
    }

    /**
     * Adds the gradient of the last forward pass, times a factor.
     *
     * @param factor by which the loss is multiplied
     * @param heldErrors derivative by the potential of each held neuron, taken as it is
     * @param into gradient by synapse id
     */
    void backward(Sample sample, double factor, double[] heldErrors, double[] into) {
        backward(sample, factor, heldErrors, true, into);
    }

    /** The same by the signed weights, dL / d(s w) = delta a, of a network without held amplitudes. */
    void backwardByWeights(Sample sample, double[] into) {
        backward(sample, 1.0, new double[0], false, into);
    }

    private void backward(Sample sample, double factor, double[] heldErrors, boolean isByTheta, double[] into) {
        Arrays.fill(errors, 0.0);
        loss.gradient(readout, sample.target(), readoutErrors);
        for (int i = 0; i < outputs.length; i++) {
            errors[outputs[i]] = factor * readoutErrors[i];
        }
        for (int i = order.length - 1; i >= 0; i--) {
            int neuron = order[i];
            if (fanIn[neuron].length == 0) {
                continue; // A source: nothing leads further back.
            }
            double delta = isHeld[neuron] ? heldErrors[neuron] : errors[neuron] * slope(neuron);
            for (int synapse : fanIn[neuron]) {
                double through = delta * neurons[pre[synapse]].sign().factor() * weights[synapse];
                into[synapse] += (isByTheta ? through : delta) * propagation.amplitude(pre[synapse]);
                errors[pre[synapse]] += through;
            }
        }
    }
}
