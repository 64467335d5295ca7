package io.dopaflow.models.spiking.episode;

import io.dopaflow.models.numerics.Ranges;

/**
 * Synapses that learn from a reward for each episode: w <- w + rate (b - L) e, with e their {@link EpisodeEligibility}. Where that is the score, this is reward times score onto neurons with escape noise (R. Williams, Machine Learning 8, 1992; X. Xie and H. S. Seung, Physical Review E 69, 2004; J.-P. Pfister, T.
 * Toyoizumi, D. Barber and W. Gerstner, Neural Computation 18, 2006):
 *
 * <pre>
 * w <- w + rate (b - L) z,   z = sum over steps of g e,   g = [s rho h exp(-rho h) / p - (1 - s) rho h] / Delta_u
 * </pre>
 *
 * <p>with e the derivative of the postsynaptic potential V by the weight, which goes on like V and has a jump of 1 at each arrival, s whether the postsynaptic neuron spikes in the step of length h, and p =
 * 1 - exp(-rho h). z is the derivative of the log-likelihood of the neuron's spikes by the weight, and all of it is known at the synapse. So the mean of the update is -rate times the
 * gradient of the expected loss.
 *
 * @param modulator that brings b - L: its place in the network
 * @param rate of learning, T / n for n episodes of an opportunity; finite
 * @param tauE time constant in ms with which e forgets within an episode; above 0, infinite for none. With one the mean is not the gradient
 * @param eligibility e
 */
public record ScoreRule(int modulator, double rate, double tauE, EpisodeEligibility eligibility) {

    /** Validates the ranges. */
    public ScoreRule {
        Ranges.finite("rate", rate, "");
        if (!(tauE > 0)) {
            throw new IllegalArgumentException("tau_e is " + tauE + " ms; allowed: above 0");
        }
    }

    /** Of the score. */
    public ScoreRule(int modulator, double rate, double tauE) {
        this(modulator, rate, tauE, new EpisodeEligibility.Score());
    }

    /** Of the score, that forgets nothing within an episode. */
    public ScoreRule(int modulator, double rate) {
        this(modulator, rate, Double.POSITIVE_INFINITY);
    }
}
