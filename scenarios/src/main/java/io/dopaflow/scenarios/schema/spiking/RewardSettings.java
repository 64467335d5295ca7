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
    public sealed interface What {
        /** The longest time over which it looks, in ps. */
        long withinPs();
    }

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
}
