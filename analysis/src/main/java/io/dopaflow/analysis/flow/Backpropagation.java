package io.dopaflow.analysis.flow;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;

/**
 * Forward and backward pass of one sample,
 *
 * <pre>v_j = sum_i s_i w_ij a_i,   a_j = phi_j(v_j),   dL/dtheta_ij = delta_j s_i w_ij a_i,</pre>
 *
 * in which the amplitudes of some neurons can be held at given values. Holds buffers: for one thread.
 */
final class Backpropagation {
    private final Wiring wiring;
    private final Loss loss;
    private final boolean[] isHeld;
    private final double[] weights;
    private final double[] potentials;
    private final double[] amplitudes;
    private final double[] errors;
    private final double[] readout;
    private final double[] readoutErrors;

    Backpropagation(Network network, Loss loss) {
        this.wiring = Wiring.of(network);
        this.loss = loss;
        this.isHeld = new boolean[wiring.neurons()];
        this.weights = new double[network.synapseCount()];
        this.potentials = new double[wiring.neurons()];
        this.amplitudes = new double[wiring.neurons()];
        this.errors = new double[wiring.neurons()];
        this.readout = new double[network.outputCount()];
        this.readoutErrors = new double[network.outputCount()];
    }

    /** Holds the neuron's amplitude from now on. */
    void hold(int neuron, double amplitude) {
        isHeld[neuron] = true;
        amplitudes[neuron] = amplitude;
    }

    /** Sets the parameters of the passes that follow. */
    void setTheta(double[] theta) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = StrictMath.exp(theta[i]);
        }
    }

    /** The loss, with all amplitudes that are not held computed. */
    double forward(Sample sample) {
        wiring.present(sample.features(), amplitudes);
        for (int neuron : wiring.computing()) {
            double sum = 0.0;
            for (int synapse : wiring.fanIn()[neuron]) {
                int pre = wiring.pre()[synapse];
                sum += wiring.sign()[pre] * weights[synapse] * amplitudes[pre];
            }
            potentials[neuron] = sum;
            if (!isHeld[neuron]) {
                amplitudes[neuron] = transmitted(neuron);
            }
        }
        wiring.read(amplitudes, readout);
        return loss.value(readout, sample.target());
    }

    /** phi(v), or the probability of firing: phi(v) cut off to [0, 1]. */
    double transmitted(int neuron) {
        double value = wiring.activation()[neuron].value(potentials[neuron]);
        return wiring.isStochastic()[neuron] ? Math.min(Math.max(value, 0.0), 1.0) : value;
    }

    /** The derivative of {@link #transmitted} by the potential. */
    double slope(int neuron) {
        double slope = wiring.activation()[neuron].derivative(potentials[neuron]);
        if (wiring.isStochastic()[neuron]) {
            double value = wiring.activation()[neuron].value(potentials[neuron]);
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
        Arrays.fill(errors, 0.0);
        loss.gradient(readout, sample.target(), readoutErrors);
        for (int i = 0; i < readout.length; i++) {
            errors[wiring.outputs()[i]] = factor * readoutErrors[i];
        }
        int[] computing = wiring.computing();
        for (int i = computing.length - 1; i >= 0; i--) {
            int neuron = computing[i];
            double delta = isHeld[neuron] ? heldErrors[neuron] : errors[neuron] * slope(neuron);
            for (int synapse : wiring.fanIn()[neuron]) {
                int pre = wiring.pre()[synapse];
                double through = delta * wiring.sign()[pre] * weights[synapse];
                into[synapse] += through * amplitudes[pre];
                errors[pre] += through;
            }
        }
    }
}
