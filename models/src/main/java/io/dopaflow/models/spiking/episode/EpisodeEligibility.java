package io.dopaflow.models.spiking.episode;

import io.dopaflow.models.numerics.Ranges;

/** What makes up the eligibility of a synapse in an episode, until a reward comes: a {@link ScoreRule} changes the weight by the product of the two. */
public sealed interface EpisodeEligibility {

    /** Whether the postsynaptic neurons must tell their score, which only those with escape noise have; otherwise only their spikes matter. */
    boolean needsScore();

    /** How many traces a synapse keeps for it. */
    int traces();

    /** The score: the derivative of the log-likelihood of the postsynaptic spikes by the weight, in 1/mV; see {@link ScoreRule}. */
    record Score() implements EpisodeEligibility {
        @Override
        public boolean needsScore() {
            return true;
        }

        @Override
        public int traces() {
            return 1;
        }
    }

    /**
     * Spike-timing dependent plasticity (E. Izhikevich, Cerebral Cortex 17, 2007; R. Florian, Neural Computation 19, 2007; N. Fremaux, H. Sprekeler and W. Gerstner, Journal of
     * Neuroscience 30, 2010): the sum over all pairs of an arrival at the synapse and a postsynaptic spike, dt ms apart, of
     *
     * <pre>
     * A+ exp(-dt / tau+) if the arrival comes first,   -A- exp(-dt / tau-) if the spike comes first
     * </pre>
     *
     * <p>Two at the same time are no pair, as for {@link io.dopaflow.models.spiking.plasticity.Pairing}. A pair counts where its later half is within an episode, not in a pause. Its
     * earlier half may be before the episode only where episodes do not begin from rest. Arrivals count whether the neuron is refractory or not.
     *
     * <p>With tauE = 1 s and no baseline this is Izhikevich's rule, with tauE = 25 ms Florian's with a trace, with a tauE far below a step his without; without forgetting, and with
     * a running mean of the loss of each sample as the baseline, it is the covariance rule of Fremaux et al. The mean of this eligibility is not 0, so that the mean update depends on the
     * baseline, and is not the gradient of the expected loss with any.
     *
     * @param aPlus A+ in 1/mV, so that rates have the unit mV^2 as with a score; finite
     * @param tauPlus tau+ in ms; above 0
     * @param aMinus A- in 1/mV; finite, above 0 for depression
     * @param tauMinus tau- in ms; above 0
     */
    record Stdp(double aPlus, double tauPlus, double aMinus, double tauMinus) implements EpisodeEligibility {
        /** Validates the ranges. */
        public Stdp {
            Ranges.finite("A_plus", aPlus, "1/mV");
            Ranges.positive("tau_plus", tauPlus, "ms");
            Ranges.finite("A_minus", aMinus, "1/mV");
            Ranges.positive("tau_minus", tauMinus, "ms");
        }

        @Override
        public boolean needsScore() {
            return false;
        }

        @Override
        public int traces() {
            return 2;
        }
    }
}
