package io.dopaflow.analysis.episode;

import io.dopaflow.analysis.flow.Vectors;

/**
 * The expected loss of an episode, and what one episode tells of its gradient.
 *
 * @param loss E[L]
 * @param gradient of E[L] by weight, in 1/mV
 * @param covariance C of the update (L - b) z with the score z and the baseline b = E[L], in 1/mV^2
 */
public record LossMoments(double loss, double[] gradient, double[][] covariance) {

    /**
     * The number of episodes whose mean update has as much noise as signal, n45 = tr C / |g|^2: it is about 45 degrees off the
     * gradient. Infinite where there is no gradient but noise.
     */
    public double n45() {
        return trace() / Vectors.dot(gradient, gradient);
    }

    /** tr C, in 1/mV^2. */
    double trace() {
        double trace = 0.0;
        for (int i = 0; i < covariance.length; i++) {
            trace += covariance[i][i];
        }
        return trace;
    }
}
