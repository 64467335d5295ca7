package io.dopaflow.models.spiking.reward;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.List;

/**
 * Rewards the right response to a stimulus: after each spike of a cue the spikes of two groups are counted for a time; if the first group has
 * more, a reward comes after a random delay (Izhikevich 2007, figure 3). A cue that comes while it counts begins anew.
 *
 * @param cue the group whose spikes begin a count
 * @param winner the group that is to have more spikes
 * @param rival the group that is to have fewer
 * @param withinPs how long is counted, in ps; above 0
 * @param fromPs the least delay of the reward after that in ps; above 0
 * @param toPs the longest one, from {@code fromPs}
 * @param amount of the reward
 */
public record RaceReward(int cue, int winner, int rival, long withinPs, long fromPs, long toPs, double amount)
        implements RewardRule {
    private static final long NEVER = Long.MIN_VALUE;

    /** Validates the times. */
    public RaceReward {
        Delayed.check(withinPs, fromPs, toPs);
    }

    @Override
    public List<Integer> groups() {
        return List.of(cue, winner, rival).stream().distinct().toList();
    }

    @Override
    public long leastDelayPs() {
        return fromPs;
    }

    @Override
    public Judge judge(RandomStreams streams) {
        return new Counter(this, streams);
    }

    private static final class Counter implements Judge {
        private final RaceReward rule;
        private final Delayed delay;
        private long since = NEVER;
        private long lead;
        private long rewards;

        Counter(RaceReward rule, RandomStreams streams) {
            this.rule = rule;
            this.delay = new Delayed(streams, Purpose.REWARD, rule.fromPs, rule.toPs);
        }

        @Override
        public void spike(long timePs, int group, int number, Rewards sink) {
            decide(timePs - 1, sink);
            if (since != NEVER && timePs > since) {
                lead += group == rule.winner ? 1 : 0;
                lead -= group == rule.rival ? 1 : 0;
            }
            if (group == rule.cue) {
                since = timePs;
                lead = 0;
            }
        }

        @Override
        public void reached(long timePs, Rewards sink) {
            decide(timePs, sink);
        }

        private void decide(long timePs, Rewards sink) {
            if (since != NEVER && timePs >= since + rule.withinPs) {
                if (lead > 0) {
                    sink.reward(since + rule.withinPs + delay.of(rewards++), rule.amount);
                }
                since = NEVER;
            }
        }

        @Override
        public long[] memory() {
            return new long[] {since, lead, rewards};
        }

        @Override
        public void restore(long... memory) {
            since = memory[0];
            lead = memory[1];
            rewards = memory[2];
        }
    }
}
