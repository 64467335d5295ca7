package io.dopaflow.models.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.plasticity.RewardBaseline;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewardSystemTest {
    @Test
    void multiUpdate_comparesWithinAnOpportunity_fromABaselineOfItsOwn() {
        CycleSchedule schedule = new CycleSchedule.MultiUpdate(2);
        assertThat(schedule.cyclesPerOpportunity()).isEqualTo(3);
        assertThat(schedule.updatesPerOpportunity()).isEqualTo(2);
        RewardSystem system = new RewardSystem(schedule);
        assertThat(system.reward(0, 0, 8)).isEqualTo(0);
        assertThat(system.reward(0, 1, 5)).isEqualTo(3);
        assertThat(system.reward(0, 2, 7)).isEqualTo(-2);
        assertThat(system.reward(1, 0, 100)).isEqualTo(0);
        assertThat(system.reward(1, 1, 101)).isEqualTo(-1);
        assertThat(system.reward(1, 2, 99)).isEqualTo(2);
        assertThat(new CycleSchedule.MultiUpdate(1).cyclesPerOpportunity()).isEqualTo(2);
    }

    static List<RewardBaseline> baselines() {
        return List.of(
                new RewardBaseline.PreviousCycle(),
                new RewardBaseline.RunningMean(0.1),
                new RewardBaseline.Unperturbed(),
                new RewardBaseline.AntitheticPair());
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void baselineThatIsTheLastLoss_forgetsAllOthers_andOnlyTheRunningMeanIsNone(RewardBaseline baseline) {
        assertThat(baseline.isLastLoss()).isNotEqualTo(baseline instanceof RewardBaseline.RunningMean);
        assertThat(baseline.after(7, 3, 1) == 3).isEqualTo(baseline.isLastLoss());
        assertThat(baseline.after(-2, 5, 100) == 5).isEqualTo(baseline.isLastLoss());
    }

    @Test
    void singleUpdate_comparesWithTheSampleBefore_andOnlyTheFirstIsABaseline() {
        CycleSchedule schedule = new CycleSchedule.SingleUpdate();
        assertThat(schedule.cyclesPerOpportunity()).isEqualTo(1);
        assertThat(schedule.updatesPerOpportunity()).isEqualTo(1);
        RewardSystem system = new RewardSystem(schedule);
        assertThat(system.reward(0, 0, 8)).isEqualTo(0);
        assertThat(system.reward(1, 0, 5)).isEqualTo(3);
        assertThat(system.reward(2, 0, 100)).isEqualTo(-95);
        assertThat(system.reward(3, 0, 99)).isEqualTo(1);
    }

    @Test
    void lossThatIsNoNumber_showsInTheReward() {
        RewardSystem system = new RewardSystem(new CycleSchedule.MultiUpdate(2));
        system.reward(0, 0, 1);
        assertThat(system.reward(0, 1, Double.NaN)).isNaN();
        assertThat(system.reward(0, 2, 1)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void impossibleNumberOfUpdates_isRefused(int updates) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CycleSchedule.MultiUpdate(updates))
                .withMessage("cycles are " + updates + "; allowed: 1 to 2147483646");
    }

    /** The plain mean of the losses while there are fewer than 1 / rate of them, then one that forgets. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 1})
    void runningMean_isThatOfAPlainLoop_fromABaselineOfEachOpportunity(double rate) {
        SplittableRandom random = new SplittableRandom(4);
        RewardSystem system = new RewardSystem(new CycleSchedule.MultiUpdate(60, new RewardBaseline.RunningMean(rate)));
        for (int opportunity = 0; opportunity < 3; opportunity++) {
            List<Double> losses = new ArrayList<>();
            double forgetting = 0;
            for (int cycle = 0; cycle <= 60; cycle++) {
                double loss = 10 * opportunity + random.nextDouble();
                boolean isPlain = cycle * rate <= 1;
                double mean = losses.stream().mapToDouble(x -> x).average().orElse(loss);
                double expected = isPlain ? mean : forgetting;
                // Some tens of roundings of numbers up to 30.
                assertThat(system.reward(opportunity, cycle, loss)).isCloseTo(expected - loss, within(1e-13));
                losses.add(loss);
                boolean staysPlain = (cycle + 1) * rate <= 1;
                forgetting = staysPlain
                        ? losses.stream().mapToDouble(x -> x).average().orElseThrow()
                        : expected + rate * (loss - expected);
            }
        }
    }

    @Test
    void runningMean_ofSingleUpdates_goesOnThroughTheSamples() {
        CycleSchedule schedule = new CycleSchedule.SingleUpdate(new RewardBaseline.RunningMean(0.25));
        RewardSystem system = new RewardSystem(schedule);
        assertThat(system.reward(0, 0, 8)).isEqualTo(0);
        assertThat(system.reward(1, 0, 4)).isEqualTo(4);
        assertThat(system.reward(2, 0, 0)).isEqualTo(6);
        assertThat(system.baselineLoss()).isEqualTo(4);
        assertThat(new RewardSystem(schedule, system.baselineLoss()).reward(3, 0, 1))
                .isEqualTo(system.reward(3, 0, 1));
    }

    static List<RewardBaseline> pairs() {
        return List.of(new RewardBaseline.Unperturbed(), new RewardBaseline.AntitheticPair());
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pairs_compareTheirSecondCycleWithTheirFirst(RewardBaseline baseline) {
        RewardSystem system = new RewardSystem(new CycleSchedule.MultiUpdate(4, baseline));
        assertThat(system.reward(0, 0, 8)).isEqualTo(0);
        assertThat(system.reward(0, 1, 5)).isEqualTo(3);
        assertThat(system.reward(0, 2, 100)).isEqualTo(0);
        assertThat(system.reward(0, 3, 101)).isEqualTo(-1);
        RewardSystem single = new RewardSystem(new CycleSchedule.SingleUpdate(baseline));
        assertThat(single.reward(0, 0, 8)).isEqualTo(0);
        assertThat(single.reward(0, 1, 5)).isEqualTo(3);
        assertThat(single.reward(1, 0, 5)).isEqualTo(0);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void pairs_costTwoCyclesAnUpdate(RewardBaseline baseline) {
        CycleSchedule schedule = new CycleSchedule.MultiUpdate(6, baseline);
        assertThat(schedule.cycles()).isEqualTo(6);
        assertThat(schedule.cyclesPerOpportunity()).isEqualTo(6);
        assertThat(schedule.updatesPerOpportunity()).isEqualTo(3);
        assertThat(IntStream.range(0, 6).map(schedule::updatesAfter)).containsExactly(0, 1, 1, 2, 2, 3);
        assertThat(schedule.drift()).isEqualTo(baseline instanceof RewardBaseline.AntitheticPair ? 6 : 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CycleSchedule.MultiUpdate(7, baseline))
                .withMessage("cycles are 7; allowed: even, as an update takes two of them");
    }

    @Test
    void otherBaselines_costACycleAnUpdate_andOneInTheBeginning() {
        CycleSchedule schedule = new CycleSchedule.MultiUpdate(3, new RewardBaseline.RunningMean(0.1));
        assertThat(schedule.cyclesPerOpportunity()).isEqualTo(4);
        assertThat(IntStream.range(0, 4).map(schedule::updatesAfter)).containsExactly(0, 1, 2, 3);
        assertThat(new CycleSchedule.SingleUpdate().updatesAfter(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1.0001, Double.NaN})
    void impossibleRate_isRefused(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RewardBaseline.RunningMean(rate))
                .withMessage("rate is " + rate + "; allowed: above 0, at most 1");
    }
}
