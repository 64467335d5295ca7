package io.dopaflow.models.spiking.reward;

/** What releases a modulator. */
public sealed interface Release {

    /**
     * Spikes of a group: each spike of any of its cells.
     *
     * @param group its place in the network
     * @param delayPs from a spike to the arrival at all synapses, in ps
     * @param amount for each spike
     */
    record BySpikes(int group, long delayPs, double amount) implements Release {}

    /**
     * A script.
     *
     * @param timesPs of arrival at all synapses in ps, each later than the one before, above 0
     * @param amounts of each
     */
    record ByScript(long[] timesPs, double[] amounts) implements Release {
        /** Validates the order; copies. */
        public ByScript {
            timesPs = timesPs.clone();
            amounts = amounts.clone();
            if (timesPs.length != amounts.length) {
                throw new IllegalArgumentException("a script of " + timesPs.length + " times and " + amounts.length
                        + " amounts; allowed: equal numbers");
            }
            for (int i = 0; i < timesPs.length; i++) {
                if (timesPs[i] < 1 || (i > 0 && timesPs[i] <= timesPs[i - 1])) {
                    throw new IllegalArgumentException(
                            "time " + timesPs[i] + " ps of a script; allowed: above 0, each later than the one before");
                }
            }
        }
    }

    /** Rewards, as a rule gives them. */
    record ByReward(RewardRule rule) implements Release {}
}
