package io.dopaflow.models.spiking.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When rewards come: one spike after another, and races of two groups. Times are in ms of 1 000 000 000 ps. */
class RewardRulesTest {
    private static final long MS = 1_000_000_000L;
    private static final RandomStreams STREAMS = new RandomStreams(3);

    /** A spike of cell {@code number} of a group. */
    private record Spike(double ms, int group, int number) {}

    /** The times of rewards in ms. The judge is told now and then how far time has gone. */
    private static List<Double> rewards(RewardRule rule, Spike... spikes) {
        List<Double> found = new ArrayList<>();
        RewardRule.Rewards sink = (at, amount) -> {
            assertThat(amount).isEqualTo(7);
            found.add(at / (double) MS);
        };
        RewardRule.Judge judge = rule.judge(STREAMS);
        for (Spike spike : spikes) {
            long at = Math.round(spike.ms * MS);
            judge.spike(at, spike.group, spike.number, sink);
            // As a run that is resumed.
            long[] memory = judge.memory();
            judge = rule.judge(STREAMS);
            judge.restore(memory);
        }
        judge.reached(10_000 * MS, sink);
        return found;
    }

    private static SequenceReward sequence(int first, int second) {
        return new SequenceReward(0, first, 0, second, 10 * MS, 100 * MS, 100 * MS, 7);
    }

    @Test
    void secondWithinTime_isRewardedEachTime() {
        Spike[] spikes = {
            new Spike(5, 0, 2), new Spike(20, 0, 1), new Spike(25, 0, 2), new Spike(30, 0, 2), new Spike(30.001, 0, 2)
        };
        assertThat(rewards(sequence(1, 2), spikes)).containsExactly(125.0, 130.0);
        assertThat(sequence(1, 2).leastDelayPs()).isEqualTo(100 * MS);
        assertThat(sequence(1, 2).groups()).containsExactly(0);
        assertThat(new SequenceReward(4, 0, 2, 0, MS, MS, MS, 1).groups()).containsExactly(4, 2);
    }

    @Test
    void otherCells_areNotHeard() {
        assertThat(rewards(sequence(1, 2), new Spike(20, 0, 3), new Spike(21, 0, 2)))
                .isEmpty();
        assertThat(rewards(sequence(1, 2), new Spike(20, 0, 1), new Spike(21, 1, 2)))
                .isEmpty();
    }

    /** Two at one time are no sequence, but the second one still follows a first one before; whichever cell comes first in the network. */
    @Test
    void twoAtOneTime_areNoSequenceAndBreakNone() {
        for (int first : new int[] {1, 3}) {
            int second = 2;
            Spike[] together = {new Spike(20, 0, Math.min(first, second)), new Spike(20, 0, Math.max(first, second))};
            assertThat(rewards(sequence(first, second), together)).isEmpty();
            Spike[] withOneBefore = {new Spike(15, 0, first), together[0], together[1], new Spike(29, 0, second)};
            assertThat(rewards(sequence(first, second), withOneBefore))
                    .as("first %s", first)
                    .containsExactly(120.0, 129.0);
        }
    }

    @Test
    void delays_areDrawnOncePerRewardWithinTheirRange() {
        SequenceReward rule = new SequenceReward(0, 0, 0, 1, MS, 1000 * MS, 3000 * MS, 7);
        Spike[] spikes = new Spike[4000];
        for (int i = 0; i < spikes.length; i++) {
            spikes[i] = new Spike(5 * (i / 2) + 0.5 * (i % 2), 0, i % 2);
        }
        List<Double> found = rewards(rule, spikes);
        double sum = 0;
        for (int k = 0; k < found.size(); k++) {
            double delay = found.get(k) - spikes[2 * k + 1].ms;
            assertThat(delay).isBetween(1000.0, 3000.0);
            sum += delay;
        }
        assertThat(found).hasSize(2000);
        // Uniform: the mean of 2000 has a deviation of 2000 / sqrt(12 x 2000) = 12.9 ms; 4 of these, seed fixed.
        assertThat(sum / 2000).isBetween(2000 - 52.0, 2000 + 52.0);
        assertThat(rewards(rule, spikes)).isEqualTo(found);
    }

    /** The group 2 is the cue, 0 the winner, 1 the rival. */
    private static final RaceReward RACE = new RaceReward(2, 0, 1, 20 * MS, 50 * MS, 50 * MS, 7);

    @Test
    void winnerWithMoreSpikesAfterTheCue_isRewarded() {
        Spike cue = new Spike(100, 2, 0);
        assertThat(rewards(RACE, cue, new Spike(105, 0, 4), new Spike(106, 0, 9), new Spike(107, 1, 1)))
                .containsExactly(170.0);
        assertThat(rewards(RACE, cue, new Spike(105, 0, 4), new Spike(107, 1, 1)))
                .isEmpty();
        assertThat(rewards(RACE, cue, new Spike(107, 1, 1))).isEmpty();
        assertThat(rewards(RACE, cue)).isEmpty();
        assertThat(rewards(RACE, new Spike(105, 0, 4))).isEmpty();
        assertThat(RACE.groups()).containsExactly(2, 0, 1);
        assertThat(new RaceReward(2, 2, 1, MS, MS, MS, 1).groups()).containsExactly(2, 1);
        assertThat(RACE.leastDelayPs()).isEqualTo(50 * MS);
    }

    @Test
    void countGoesFromBehindTheCueToItsEnd() {
        Spike cue = new Spike(100, 2, 0);
        assertThat(rewards(RACE, cue, new Spike(120, 0, 0))).containsExactly(170.0);
        assertThat(rewards(RACE, cue, new Spike(120.001, 0, 0))).isEmpty();
        assertThat(rewards(RACE, new Spike(100, 0, 0), cue)).isEmpty();
        assertThat(rewards(RACE, cue, new Spike(100, 0, 0))).isEmpty();
    }

    @Test
    void cueWhileItCounts_beginsAnew() {
        Spike[] spikes = {new Spike(100, 2, 0), new Spike(105, 0, 0), new Spike(110, 2, 0), new Spike(111, 1, 0)};
        assertThat(rewards(RACE, spikes)).isEmpty();
        Spike[] twice = {new Spike(100, 2, 0), new Spike(105, 0, 0), new Spike(130, 2, 0), new Spike(131, 0, 0)};
        assertThat(rewards(RACE, twice)).containsExactly(170.0, 200.0);
    }

    /** It does not matter how often the judge is told how far time has gone. */
    @Test
    void race_isDecidedOnce() {
        List<Long> found = new ArrayList<>();
        RewardRule.Judge judge = RACE.judge(STREAMS);
        judge.spike(100 * MS, 2, 0, (at, amount) -> found.add(at));
        judge.spike(110 * MS, 0, 0, (at, amount) -> found.add(at));
        for (long ms = 111; ms < 130; ms++) {
            judge.reached(ms * MS, (at, amount) -> found.add(at));
        }
        assertThat(found).containsExactly(170 * MS);
    }

    @Test
    void timesOutOfRange_areRefused() {
        for (long[] wrong : List.of(new long[] {0, 1, 1}, new long[] {1, 0, 1}, new long[] {1, 2, 1})) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new SequenceReward(0, 0, 0, 1, wrong[0], wrong[1], wrong[2], 1))
                    .withMessageContaining("allowed");
            assertThatIllegalArgumentException()
                    .as(Arrays.toString(wrong))
                    .isThrownBy(() -> new RaceReward(0, 1, 2, wrong[0], wrong[1], wrong[2], 1));
        }
    }
}
