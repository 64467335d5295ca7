package io.dopaflow.models.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    private static final RandomStreams STREAMS = new RandomStreams(20261130);
    private static final double[] NOTHING = {0};

    private static UniformRandomProvider stream() {
        return STREAMS.stream(Purpose.ENVIRONMENT, 0);
    }

    @Test
    void chain_goesFromRestToTheReward_andBack() {
        Chain chain = new Chain(3);
        double[] kept = chain.start(STREAMS);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Step step = chain.step(kept, NOTHING, -1, stream());
            seen.add(Arrays.toString(chain.presented(kept)) + " " + step.reward() + " " + step.ends());
            kept = step.kept();
        }
        assertThat(seen)
                .containsExactly(
                        "[0.0, 0.0, 0.0] 0.0 false",
                        "[1.0, 0.0, 0.0] 0.0 false",
                        "[0.0, 1.0, 0.0] 0.0 false",
                        "[0.0, 0.0, 1.0] 1.0 true",
                        "[0.0, 0.0, 0.0] 0.0 false");
    }

    @Test
    void chain_statesAreDiscountedRewards() {
        DataSet states = new Chain(3).states(STREAMS, 0.5);
        assertThat(states.features()).containsExactly("cue", "state 1", "state 2");
        assertThat(states.samples().stream().map(sample -> sample.target()[0])).containsExactly(0.25, 0.5, 1.0);
    }

    @Test
    void waiting_rewardsAtOnce_orAfterSixSteps_whateverIsDoneMeanwhile() {
        Waiting waiting = new Waiting();
        Step taken = waiting.step(waiting.start(STREAMS), NOTHING, 0, stream());
        assertThat(taken.reward()).isEqualTo(1);
        assertThat(taken.ends()).isTrue();
        double[] kept = waiting.start(STREAMS);
        for (int action : new int[] {1, 0, 1, 0, 1}) {
            Step step = waiting.step(kept, NOTHING, action, stream());
            assertThat(step.reward()).isZero();
            assertThat(step.ends()).isFalse();
            kept = step.kept();
        }
        Step last = waiting.step(kept, NOTHING, 0, stream());
        assertThat(last.reward()).isEqualTo(3);
        assertThat(last.ends()).isTrue();
        assertThat(last.kept()).isEqualTo(waiting.start(STREAMS));
    }

    @Test
    void waiting_isWorthTheDiscountedReward() {
        List<Sample> states = new Waiting().states(STREAMS, 0.5).samples();
        assertThat(states.get(0).target()).containsExactly(1, 3 / 32.0);
        assertThat(states.get(5).target()).containsExactly(3, 3);
    }

    /** Means from N(4, 1), 1000 of them: standard errors .032 of the mean and .045 of the variance; four of these. */
    @Test
    void bandit_hasMeansAroundFour_andTellsTheRegret() {
        Bandit bandit = new Bandit(1000);
        double[] means = bandit.start(STREAMS);
        assertThat(mean(means)).isCloseTo(4, within(0.13));
        assertThat(variance(means)).isCloseTo(1, within(0.18));
        double best = Arrays.stream(means).max().orElseThrow();
        UniformRandomProvider stream = stream();
        assertThat(bandit.step(means, NOTHING, 17, stream).measure()).isEqualTo(best - means[17]);
        double[] noise = new double[10_000];
        Arrays.setAll(noise, i -> bandit.step(means, NOTHING, 17, stream).reward() - means[17]);
        assertThat(mean(noise)).isCloseTo(0, within(0.04));
        assertThat(variance(noise)).isCloseTo(1, within(0.06));
    }

    @Test
    void bandit_hasTheBestArmAsItsClass() {
        Bandit bandit = new Bandit(10);
        double[] means = bandit.start(STREAMS);
        int best = bandit.states(STREAMS, 1).samples().get(0).label();
        assertThat(means[best]).isEqualTo(Arrays.stream(means).max().orElseThrow());
    }

    /** 75 000 steps, 1000 jumps expected with a standard deviation of 32; means of variance 25, standard error 1.1. */
    @Test
    void mean_jumpsOnceIn75Steps_andIsObservedWithNoise() {
        JumpingMean jumping = new JumpingMean();
        UniformRandomProvider stream = stream();
        double[] kept = jumping.start(STREAMS);
        List<Double> means = new ArrayList<>();
        double[] noise = new double[75_000];
        for (int i = 0; i < noise.length; i++) {
            Step step = jumping.step(kept, new double[] {2}, -1, stream);
            assertThat(step.measure()).as("of the mean before").isEqualTo((2 - kept[0]) * (2 - kept[0]));
            noise[i] = step.target().orElseThrow()[0] - step.kept()[0];
            if (step.kept()[0] != kept[0]) {
                means.add(step.kept()[0]);
            }
            kept = step.kept();
        }
        assertThat(means.size()).isBetween(1000 - 128, 1000 + 128);
        assertThat(variance(means.stream().mapToDouble(mean -> mean).toArray())).isCloseTo(25, within(4.5));
        assertThat(mean(noise)).isCloseTo(0, within(0.015));
        assertThat(variance(noise)).isCloseTo(1, within(0.021));
    }

    @Test
    void sizes_areChecked() {
        assertThatThrownBy(() -> new Chain(0)).hasMessage("states of a chain are 0; allowed: 1 to 1000");
        assertThatThrownBy(() -> new Bandit(1)).hasMessage("arms are 1; allowed: 2 to 1000");
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
    }
}
