package io.dopaflow.models.spiking.reward;

import io.dopaflow.models.numerics.Ranges;
import java.util.List;

/**
 * A substance that reaches all synapses which listen to it alike, such as dopamine: n' = -n / tau_n, with jumps of amount / tau_n where it arrives.
 *
 * @param name unique among modulators
 * @param tauN time constant in ms; above 0
 * @param releases what releases it, at least one
 */
public record Modulator(String name, double tauN, List<Release> releases) {

    /** Validates the time constant and that something releases it; copies. */
    public Modulator {
        Ranges.positive("tau_n", tauN, "ms");
        releases = List.copyOf(releases);
        if (releases.isEmpty()) {
            throw new IllegalArgumentException("nothing releases " + name + "; allowed: at least one release");
        }
    }

    /** The least time from what releases it to its arrival, in ps: how far engines can look ahead. */
    public long leastDelayPs() {
        long least = Long.MAX_VALUE;
        for (Release release : releases) {
            if (release instanceof Release.BySpikes spikes) {
                least = Math.min(least, spikes.delayPs());
            } else if (release instanceof Release.ByReward reward) {
                least = Math.min(least, reward.rule().leastDelayPs());
            }
        }
        return least;
    }
}
