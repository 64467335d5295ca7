package io.dopaflow.models.spiking.episode;

import io.dopaflow.models.numerics.Ranges;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.reward.RewardRule;
import java.util.Arrays;
import java.util.List;

/**
 * Rewards each episode with b - L, its loss L against what was usual: a reward-prediction error. It arrives a time after the end of the episode.
 *
 * <p>b is a running mean of the losses of earlier episodes, so that it does not depend on the spikes of its own: then the mean of (L - b) times the score is the gradient of the expected loss,
 * whatever b is (R. Williams, Machine Learning 8, 1992).
 *
 * @param plan what is presented
 * @param streams of the run, which order the samples
 * @param outputs the group of the output neurons: its place in the network
 * @param size how many they are
 * @param loss of an episode
 * @param baseline the running mean
 * @param delayPs from the end of an episode to the arrival of its reward, in ps; above 0, below the pause
 */
public record EpisodeReward(
        EpisodePlan plan,
        RandomStreams streams,
        int outputs,
        int size,
        EpisodeLoss loss,
        Baseline baseline,
        long delayPs)
        implements RewardRule {

    /**
     * The running mean b <- b + rate (L - b).
     *
     * @param initial b before the first episode
     * @param rate from 0, where b stays what it is, to 1
     * @param bySample whether each sample has its own
     */
    public record Baseline(double initial, double rate, boolean bySample) {
        /** Validates the ranges. */
        public Baseline {
            Ranges.finite("initial", initial, "");
            if (!(rate >= 0 && rate <= 1)) {
                throw new IllegalArgumentException("the rate of the baseline is " + rate + "; allowed: from 0 to 1");
            }
        }
    }

    /** Validates the delay. */
    public EpisodeReward {
        if (delayPs < 1 || delayPs >= plan.episodes().pausePs()) {
            throw new IllegalArgumentException("a reward arrives " + delayPs
                    + " ps after the end of its episode; allowed: above 0, below the pause, "
                    + plan.episodes().pausePs() + " ps");
        }
    }

    @Override
    public List<Integer> groups() {
        return List.of(outputs);
    }

    @Override
    public long leastDelayPs() {
        return delayPs;
    }

    @Override
    public Judge judge(RandomStreams own) {
        return new Critic(this);
    }

    /** Judges episode after episode. Its memory is the baselines, the next episode to judge, and the spikes of that one so far. */
    private static final class Critic implements Judge {
        private final EpisodeReward rule;
        private final Episodes episodes;
        private final EpisodePlan.Order order;
        private final double[] baselines;
        private final Answers answers;

        Critic(EpisodeReward rule) {
            this.rule = rule;
            this.episodes = rule.plan.episodes();
            this.order = rule.plan.order(rule.streams);
            this.baselines =
                    new double[rule.baseline.bySample ? rule.plan.samples().size() : 1];
            Arrays.fill(baselines, rule.baseline.initial);
            this.answers = new Answers(episodes, rule.size);
        }

        @Override
        public void spike(long timePs, int group, int number, Rewards sink) {
            answers.spike(timePs, number, (episode, spikesMs) -> judge(episode, spikesMs, sink));
        }

        @Override
        public void reached(long timePs, Rewards sink) {
            answers.reached(timePs, (episode, spikesMs) -> judge(episode, spikesMs, sink));
        }

        private void judge(long episode, double[][] spikesMs, Rewards sink) {
            int sample = order.sampleAt(episode);
            double loss = rule.loss.of(spikesMs, rule.plan.samples().get(sample).target());
            int of = rule.baseline.bySample ? sample : 0;
            sink.reward(episodes.begin(episode) + episodes.durationPs() + rule.delayPs, baselines[of] - loss);
            baselines[of] += rule.baseline.rate * (loss - baselines[of]);
        }

        @Override
        public long[] memory() {
            long[] memory = new long[baselines.length + answers.size()];
            for (int b = 0; b < baselines.length; b++) {
                memory[b] = Double.doubleToRawLongBits(baselines[b]);
            }
            answers.write(memory, baselines.length);
            return memory;
        }

        @Override
        public void restore(long... memory) {
            for (int b = 0; b < baselines.length; b++) {
                baselines[b] = Double.longBitsToDouble(memory[b]);
            }
            answers.restore(memory, baselines.length);
        }
    }
}
