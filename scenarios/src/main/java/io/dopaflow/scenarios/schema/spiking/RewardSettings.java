package io.dopaflow.scenarios.schema.spiking;

/**
 * A reward: what it is given for, and what it releases.
 *
 * @param modulator what it releases
 * @param what what it is given for
 * @param fromPs the least delay, in ps
 * @param toPs the longest one, in ps
 * @param amount 1 for as much as a spike of one neuron
 */
public record RewardSettings(String modulator, What what, long fromPs, long toPs, double amount) {

    /** What a reward is given for. */
    public sealed interface What {}

    /**
     * A cell, such as {@code excitatory[5]}.
     *
     * @param group its group
     * @param number within it, from 0
     */
    public record CellName(String group, int number) {
        @Override
        public String toString() {
            return group + "[" + number + "]";
        }
    }

    /** A spike of one cell soon after a spike of another. */
    public record Sequence(CellName first, CellName second, long withinPs) implements What {}

    /** More spikes of one group than of another after a spike of a third. */
    public record Race(String cue, String winner, String rival, long withinPs) implements What {}

    /**
     * What outputs have spiked in an episode: the reward is b - L, with L the loss and b its running mean.
     *
     * @param outputs the population of the output neurons
     * @param loss L
     * @param baseline b
     */
    public record Episode(String outputs, LossSettings loss, BaselineSettings baseline) implements What {}

    /**
     * The running mean b <- b + rate (L - b).
     *
     * @param initial b before the first episode
     * @param rate from 0 to 1
     * @param isBySample whether each sample has its own
     */
    public record BaselineSettings(double initial, double rate, boolean isBySample) {}

    /** A loss of what outputs have spiked; see {@link io.dopaflow.models.spiking.episode.EpisodeLoss}. */
    public sealed interface LossSettings {

        /** Of numbers of spikes. */
        record Counts() implements LossSettings {}

        /** Of classes. */
        record CrossEntropy(double perSpike) implements LossSettings {}

        /** Of the first spike of each output. */
        record FirstSpike(long scalePs) implements LossSettings {}

        /** Of trains of spikes. */
        record TrainDistance(long tauPs) implements LossSettings {}
    }
}
