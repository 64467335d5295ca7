package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.spiking.episode.EpisodeEligibility;
import java.util.Optional;

/**
 * How synapses learn from the rewards of episodes.
 *
 * @param flowTime T in mV^2: the rate of an episode is T / n
 * @param tauE time constant in ms with which the eligibility forgets within an episode, if it does
 * @param modulator that brings the reward
 * @param eligibility what is multiplied by the reward
 */
public record ScoreSettings(double flowTime, Optional<Double> tauE, String modulator, EpisodeEligibility eligibility) {

    /** The word of the rule. */
    public String word() {
        return eligibility instanceof EpisodeEligibility.Score ? SynapseSchema.SCORE_WORD : SynapseSchema.STDP_WORD;
    }
}
