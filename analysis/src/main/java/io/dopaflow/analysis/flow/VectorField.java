package io.dopaflow.analysis.flow;

import io.dopaflow.models.task.Sample;

/** What a flow descends along: the gradient of a sample's loss, or something like it. */
public interface VectorField {

    /** Number of parameters, d. */
    int dimension();

    /**
     * Computes the vector at theta.
     *
     * @param theta log-weights by synapse id
     * @param sample the pair (X, Y)
     * @param into receives the vector, by synapse id
     * @return the loss
     */
    double at(double[] theta, Sample sample, double[] into);
}
