package io.dopaflow.analysis.flow;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import java.util.Arrays;

/**
 * The gradient of the loss of one sample by signed weights, dL / dw_ij = delta_j a_i, by backpropagation. Holds buffers: for
 * one thread.
 */
public final class WeightGradient {
    private final Backpropagation pass;

    /** The gradient for a network of graded neurons and a loss. */
    public WeightGradient(Network network, Loss loss) {
        this.pass = new Backpropagation(network, loss);
    }

    /**
     * Computes the gradient.
     *
     * @param weights by synapse id, before the sign of the presynaptic neuron
     * @param sample the pair (X, Y)
     * @param into receives the gradient by the signed weights, by synapse id
     * @return the loss
     */
    public double at(double[] weights, Sample sample, double[] into) {
        pass.setWeights(weights);
        Arrays.fill(into, 0.0);
        double loss = pass.forward(sample);
        pass.backwardByWeights(sample, into);
        return loss;
    }
}
