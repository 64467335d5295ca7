package io.dopaflow.analysis.flow;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;

/**
 * The gradient of the loss of one sample by the log-weights theta, without jitter: dL/dtheta_ij = delta_j s_i w_ij a_i
 * with delta the backpropagated error. Where neurons fire all or none, it is the gradient of the expected loss, and
 * {@link #method()} says how it is taken. Holds buffers: for one thread.
 */
public final class Gradient implements VectorField {
    /** With more stochastic neurons than this their configurations are no longer enumerated. */
    public static final int MOST_ENUMERATED = 10;

    /** How the gradient is taken. */
    public enum Method {
        /** All neurons are graded: backpropagation. */
        BACKPROPAGATION("exact, by backpropagation"),
        /**
         * The expected loss over every configuration c of firing and silent neurons, exactly:
         * grad E[L] = sum over c of P(c) (grad L(c) + L(c) grad log P(c)).
         */
        ENUMERATION("exact gradient of the expected loss, by enumerating which neurons fire"),
        /** Each stochastic neuron passes on its firing probability: an approximation, good where many fire. */
        MEAN_FIELD("mean-field approximation: firing probabilities in place of spikes");

        private final String description;

        Method(String description) {
            this.description = description;
        }

        /** The method in words. */
        public String description() {
            return description;
        }
    }

    private final Backpropagation pass;
    private final Method method;
    private final int dimension;
    private final int[] stochastic;
    private final double[] heldErrors;

    /** The gradient for a network and a loss. */
    public Gradient(Network network, Loss loss) {
        this.pass = new Backpropagation(network, loss);
        this.dimension = network.synapseCount();
        this.stochastic = network.neurons().stream()
                .filter(n -> !n.role().isSource() && n.coding() == SpikeCoding.ALL_OR_NONE)
                .mapToInt(Neuron::id)
                .toArray();
        this.heldErrors = new double[network.neuronCount()];
        if (stochastic.length == 0) {
            method = Method.BACKPROPAGATION;
        } else {
            method = stochastic.length <= MOST_ENUMERATED ? Method.ENUMERATION : Method.MEAN_FIELD;
        }
    }

    /** How the gradient is taken. */
    public Method method() {
        return method;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    /**
     * Computes the gradient at theta.
     *
     * @param theta log-weights by synapse id
     * @param sample the pair (X, Y)
     * @param into receives the gradient, by synapse id
     * @return the loss, expected where neurons are stochastic
     */
    @Override
    public double at(double[] theta, Sample sample, double[] into) {
        pass.setTheta(theta);
        Arrays.fill(into, 0.0);
        if (method == Method.ENUMERATION) {
            return enumerate(sample, into);
        }
        double loss = pass.forward(sample);
        pass.backward(sample, 1.0, heldErrors, into);
        return loss;
    }

    private double enumerate(Sample sample, double[] into) {
        double expected = 0.0;
        for (int configuration = 0; configuration < 1 << stochastic.length; configuration++) {
            for (int i = 0; i < stochastic.length; i++) {
                pass.hold(stochastic[i], fires(configuration, i) ? 1.0 : 0.0);
            }
            double loss = pass.forward(sample);
            double probability = 1.0;
            for (int i = 0; i < stochastic.length; i++) {
                double firing = pass.transmitted(stochastic[i]);
                probability *= fires(configuration, i) ? firing : 1.0 - firing;
            }
            if (probability > 0.0) {
                expected += probability * loss;
                for (int i = 0; i < stochastic.length; i++) {
                    heldErrors[stochastic[i]] = probability * loss * scoreOf(stochastic[i], fires(configuration, i));
                }
                pass.backward(sample, probability, heldErrors, into);
            }
        }
        return expected;
    }

    private static boolean fires(int configuration, int index) {
        return (configuration >> index & 1) == 1;
    }

    /** d log P(the neuron does what it does) / dv. */
    private double scoreOf(int neuron, boolean fires) {
        double firing = pass.transmitted(neuron);
        return fires ? pass.slope(neuron) / firing : -pass.slope(neuron) / (1.0 - firing);
    }
}
