package io.dopaflow.models.spiking.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.reward.RewardRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeRewardTest {
    private static final RandomStreams STREAMS = new RandomStreams(3);
    private final List<String> given = new ArrayList<>();

    private EpisodeReward rule(EpisodeReward.Baseline baseline, int samples) {
        List<Presentation> all = new ArrayList<>();
        for (int s = 0; s < samples; s++) {
            all.add(new Presentation(List.of(new long[0]), new double[][] {{2 + 4 * s}}));
        }
        EpisodePlan plan = new EpisodePlan(new Episodes(10, 4, true), 1, all);
        return new EpisodeReward(plan, STREAMS, 5, 1, new EpisodeLoss.Counts(), baseline, 3);
    }

    private void take(long timePs, double amount) {
        given.add(timePs + ": " + amount);
    }

    @Test
    void reward_isTheBaselineBeforeTheEpisodeMinusItsLoss() {
        RewardRule.Judge judge =
                rule(new EpisodeReward.Baseline(1, 0.5, false), 1).judge(STREAMS);
        judge.spike(3, 5, 0, this::take);
        judge.spike(10, 5, 0, this::take);
        // In the pause.
        judge.spike(11, 5, 0, this::take);
        judge.reached(13, this::take);
        // Two spikes as wanted; then one too few; then two.
        judge.spike(20, 5, 0, this::take);
        judge.reached(23, this::take);
        judge.reached(24, this::take);
        judge.reached(38, this::take);
        assertThat(given).containsExactly("13: 1.0", "27: 0.0", "41: -1.5");
    }

    @Test
    void everySampleMayHaveABaselineOfItsOwn() {
        EpisodeReward rule = rule(new EpisodeReward.Baseline(0, 1, true), 2);
        RewardRule.Judge judge = rule.judge(STREAMS);
        judge.reached(14 * 8, this::take);
        // No spikes: losses of 2 and 18, and a baseline that is the last loss of the same sample.
        EpisodePlan.Order order = rule.plan().order(STREAMS);
        List<String> expected = new ArrayList<>();
        for (int episode = 0; episode < 8; episode++) {
            double loss = order.sampleAt(episode) == 0 ? 2 : 18;
            expected.add((14L * episode + 13) + ": " + (episode < 2 ? -loss : 0.0));
        }
        assertThat(given).isEqualTo(expected);
    }

    @Test
    void judge_goesOnFromItsMemory() {
        EpisodeReward rule = rule(new EpisodeReward.Baseline(1, 0.25, true), 2);
        RewardRule.Judge whole = rule.judge(STREAMS);
        RewardRule.Judge first = rule.judge(STREAMS);
        List<String> cut = new ArrayList<>();
        for (long at = 2; at < 100; at += 5) {
            whole.spike(at, 5, 0, this::take);
            first.spike(at, 5, 0, (timePs, amount) -> cut.add(timePs + ": " + amount));
            RewardRule.Judge next = rule.judge(STREAMS);
            next.restore(first.memory());
            assertThat(next.memory()).isEqualTo(first.memory());
            first = next;
        }
        assertThat(given).hasSize(7).isEqualTo(cut);
    }

    @Test
    void wrongRewards_areRefused() {
        EpisodeReward rule = rule(new EpisodeReward.Baseline(0, 0, false), 1);
        assertThatThrownBy(() -> new EpisodeReward(rule.plan(), STREAMS, 5, 1, rule.loss(), rule.baseline(), 4))
                .hasMessageContaining("below the pause, 4 ps");
        assertThatThrownBy(() -> new EpisodeReward.Baseline(0, 1.5, false)).hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> new EpisodeReward.Baseline(Double.NaN, 0, false))
                .hasMessageContaining("initial");
        assertThatThrownBy(() -> new ScoreRule(0, 1, 0)).hasMessageContaining("tau_e is 0.0 ms");
        assertThatThrownBy(() -> new ScoreRule(0, Double.NaN)).hasMessageContaining("rate");
    }
}
