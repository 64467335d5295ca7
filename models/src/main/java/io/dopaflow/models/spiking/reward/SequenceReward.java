package io.dopaflow.models.spiking.reward;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.List;

/**
 * Rewards one spike that follows another: whenever the second neuron spikes within a time after the first, a reward comes after a random delay (Izhikevich
 * 2007, figure 1). Two spikes at one time are no sequence.
 *
 * @param firstGroup the group of the first neuron
 * @param first its number
 * @param secondGroup the group of the second neuron
 * @param second its number
 * @param withinPs the longest time between them in ps; above 0
 * @param fromPs the least delay of the reward in ps; above 0
 * @param toPs the longest one, from {@code fromPs}
 * @param amount of the reward
 */
public record SequenceReward(
        int firstGroup, int first, int secondGroup, int second, long withinPs, long fromPs, long toPs, double amount)
        implements RewardRule {
    private static final long NEVER = Long.MIN_VALUE;

    /** Validates the times. */
    public SequenceReward {
        Delayed.check(withinPs, fromPs, toPs);
    }

    @Override
    public List<Integer> groups() {
        return firstGroup == secondGroup ? List.of(firstGroup) : List.of(firstGroup, secondGroup);
    }

    @Override
    public long leastDelayPs() {
        return fromPs;
    }

    @Override
    public Judge judge(RandomStreams streams) {
        return new Listener(this, streams);
    }

    private static final class Listener implements Judge {
        private final SequenceReward rule;
        private final Delayed delay;

        /** The latest spike of the first neuron, and the one before. */
        private long last = NEVER;

        private long before = NEVER;
        private long rewards;

        Listener(SequenceReward rule, RandomStreams streams) {
            this.rule = rule;
            this.delay = new Delayed(streams, Purpose.REWARD, rule.fromPs, rule.toPs);
        }

        @Override
        public void spike(long timePs, int group, int number, Rewards sink) {
            if (group == rule.secondGroup && number == rule.second) {
                // Two at one time are no sequence, whichever is told first.
                long first = timePs > last ? last : before;
                if (first != NEVER && timePs - first <= rule.withinPs) {
                    sink.reward(timePs + delay.of(rewards++), rule.amount);
                }
            }
            if (group == rule.firstGroup && number == rule.first) {
                before = last;
                last = timePs;
            }
        }

        @Override
        public void reached(long timePs, Rewards sink) {
            // Nothing is counted over intervals.
        }

        @Override
        public long[] memory() {
            return new long[] {last, before, rewards};
        }

        @Override
        public void restore(long... memory) {
            last = memory[0];
            before = memory[1];
            rewards = memory[2];
        }
    }
}
