package io.dopaflow.models.spiking.reward;

import io.dopaflow.models.random.RandomStreams;
import java.util.List;

/**
 * When a network is rewarded: listens to the spikes of some groups, and answers. A rule of one's own implements this.
 *
 * <p>What it answers may depend on the spikes so far and on its random streams, on nothing else: then every engine gives the same rewards.
 */
public interface RewardRule {

    /** The groups that it listens to: their places in the network. */
    List<Integer> groups();

    /** The least time from a spike, or from the end of an interval that it counts over, to the reward, in ps; above 0. */
    long leastDelayPs();

    /**
     * A judge that has heard nothing.
     *
     * @param streams of its own
     */
    Judge judge(RandomStreams streams);

    /** Takes rewards. */
    @FunctionalInterface
    interface Rewards {
        /**
         * A reward arrives.
         *
         * @param timePs when; at least the rule's least delay after what it is given for
         * @param amount 1 for as much as a spike of a dopaminergic neuron
         */
        void reward(long timePs, double amount);
    }

    /** Listens in the order of time. Its memory is numbers, so that a run can be resumed. */
    interface Judge {
        /**
         * A cell has spiked. At one time cells come in their order.
         *
         * @param group of the cell
         * @param number of the cell within it
         */
        void spike(long timePs, int group, int number, Rewards rewards);

        /** All spikes up to a time have been told. */
        void reached(long timePs, Rewards rewards);

        /** All that it remembers. */
        long[] memory();

        /** Gives it what it remembered. */
        void restore(long... memory);
    }
}
