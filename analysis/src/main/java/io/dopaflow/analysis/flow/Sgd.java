package io.dopaflow.analysis.flow;

import io.dopaflow.models.task.Sample;

/**
 * Stochastic gradient descent: what a learning opportunity would be as one step, theta - T grad L(theta), with the
 * gradient-flow time T as learning rate. For one thread.
 */
public final class Sgd {
    private final Gradient gradient;
    private final double stepSize;
    private final double[] slope;

    /**
     * A descent with steps of a fixed size.
     *
     * @param gradient of a sample's loss
     * @param stepSize T, finite, not negative
     */
    public Sgd(Gradient gradient, double stepSize) {
        if (!(stepSize >= 0 && stepSize < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("step size is " + stepSize + "; allowed: finite, not negative");
        }
        this.gradient = gradient;
        this.stepSize = stepSize;
        this.slope = new double[gradient.dimension()];
    }

    /** Moves theta by one step, and returns it. */
    public double[] step(double[] theta, Sample sample) {
        gradient.at(theta, sample, slope);
        for (int i = 0; i < theta.length; i++) {
            theta[i] -= stepSize * slope[i];
        }
        return theta;
    }
}
