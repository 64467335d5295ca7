package io.dopaflow.analysis.estimator;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Descent along estimates: a learning opportunity of gradient-flow time T is m = n / k steps theta - (T / m) estimate,
 * where an estimate takes k of the n evaluations; what is left of n is not used, and there is at least one step. Where an estimate has the
 * covariance C, the opportunity's noise is to leading order (T^2 / n) k C. For one thread.
 */
public final class EstimatedDescent {
    private final GradientEstimator estimator;
    private final UniformRandomProvider random;
    private final int steps;
    private final double stepSize;
    private final double[] estimate;

    /**
     * A descent.
     *
     * @param estimator of gradients
     * @param dimension d
     * @param time T of an opportunity, finite, not negative
     * @param evaluations n that an opportunity may take, at least 1
     * @param random the method's own stream
     */
    public EstimatedDescent(
            GradientEstimator estimator, int dimension, double time, int evaluations, UniformRandomProvider random) {
        if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("gradient-flow time is " + time + "; allowed: finite, not negative");
        }
        if (evaluations < 1) {
            throw new IllegalArgumentException("evaluations are " + evaluations + "; allowed: at least 1");
        }
        this.estimator = estimator;
        this.random = random;
        this.steps = Math.max(1, evaluations / estimator.evaluations());
        this.stepSize = time / steps;
        this.estimate = new double[dimension];
    }

    /** Evaluations that an opportunity takes. */
    public int evaluations() {
        return steps * estimator.evaluations();
    }

    /** Moves theta through one learning opportunity, and returns it. */
    public double[] opportunity(Objective objective, double[] theta) {
        for (int step = 0; step < steps; step++) {
            estimator.estimate(objective, theta, random, estimate);
            for (int i = 0; i < theta.length; i++) {
                theta[i] -= stepSize * estimate[i];
            }
        }
        return theta;
    }
}
