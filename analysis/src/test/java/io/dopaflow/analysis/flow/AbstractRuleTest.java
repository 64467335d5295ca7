package io.dopaflow.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.PlainRun;
import io.dopaflow.analysis.testing.RandomGraph;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.task.Loss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AbstractRuleTest {

    /** Weights after every cycle, and the loss of each, by cycle. */
    private static final class Trace implements PlainRun.Events {
        private final LearningCycle model;
        private final Map<Long, double[]> weights = new HashMap<>();
        private final Map<Long, Double> losses = new HashMap<>();

        Trace(LearningCycle model) {
            this.model = model;
            PlainRun.run(model, this);
        }

        @Override
        public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
            losses.put(model.runCycle(opportunity, cycle), loss);
        }

        @Override
        public void weights(long timePs, long opportunity, int cycle, double[] now) {
            weights.put(model.runCycle(opportunity, cycle), now.clone());
        }
    }

    private static LearningCycle model(SplittableRandom random, CycleSchedule schedule, int index) {
        Loss loss = Loss.values()[index % Loss.values().length];
        return Experiments.of(RandomGraph.of(random, 0.4), schedule, loss, 0.3, 1e-4, 6, index);
    }

    @Test
    void replay_equalsThePlainRun_bitForBitAfterEveryCycle() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100; i++) {
            CycleSchedule schedule = i % 4 == 0 ? new CycleSchedule.SingleUpdate() : new CycleSchedule.MultiUpdate(7);
            LearningCycle model = model(random, schedule, i);
            Trace trace = new Trace(model);
            AbstractRule replay = new AbstractRule(model);
            while (replay.runCycle() < model.cycles()) {
                replay.cycle();
                long runCycle = replay.runCycle() - 1;
                assertThat(replay.weights()).isEqualTo(trace.weights.get(runCycle));
                assertThat(replay.loss()).isFinite().isEqualTo(trace.losses.get(runCycle));
            }
        }
    }

    @Test
    void replay_fromTheMiddle_continuesTheSameRun() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 40; i++) {
            CycleSchedule schedule = i % 2 == 0 ? new CycleSchedule.SingleUpdate() : new CycleSchedule.MultiUpdate(5);
            LearningCycle model = model(random, schedule, i);
            Trace trace = new Trace(model);
            AbstractRule replay = new AbstractRule(model);
            for (long opportunity : new long[] {4, 1, 5}) {
                long before = model.runCycle(opportunity, 0) - 1;
                replay.moveTo(opportunity, trace.weights.get(before), trace.losses.get(before));
                replay.opportunity();
                long last = model.runCycle(opportunity + 1, 0) - 1;
                assertThat(replay.runCycle()).isEqualTo(last + 1);
                assertThat(replay.weights()).isEqualTo(trace.weights.get(last));
            }
        }
    }

    /** Every baseline, pairing and STDP window, in turn. */
    private static LearningCycle strategy(SplittableRandom random, int index) {
        List<RewardBaseline> baselines = List.of(
                new RewardBaseline.PreviousCycle(),
                new RewardBaseline.RunningMean(0.2),
                new RewardBaseline.Unperturbed(),
                new RewardBaseline.AntitheticPair());
        RewardBaseline baseline = baselines.get(index % 4);
        CycleSchedule schedule =
                index % 3 == 0 ? new CycleSchedule.SingleUpdate(baseline) : new CycleSchedule.MultiUpdate(6, baseline);
        Loss loss = Loss.values()[index % Loss.values().length];
        LearningCycle model =
                Experiments.of(RandomGraph.of(random, index % 8 == 0 ? 0 : 0.4), schedule, loss, 0.3, 1e-4, 6, index);
        return index % 8 == 0
                ? Experiments.withStdp(model, 1, 1, Pairing.SUCCESSIVE)
                : index % 5 == 0 ? Experiments.withStdp(model, 1.5, 8, Pairing.SURROUNDING) : model;
    }

    @Test
    void replay_ofEveryStrategy_equalsThePlainRun_fromTheStartAndFromTheMiddle() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 80; i++) {
            LearningCycle model = strategy(random, i);
            Trace trace = new Trace(model);
            AbstractRule whole = new AbstractRule(model);
            AbstractRule part = new AbstractRule(model);
            for (int opportunity = 0; opportunity < 6; opportunity++) {
                part.moveTo(opportunity, whole.weights(), whole.baselineLoss());
                part.opportunity();
                whole.opportunity();
                assertThat(whole.weights()).as("experiment %d", i).isEqualTo(trace.weights.get(whole.runCycle() - 1));
                assertThat(part.weights()).as("experiment %d", i).isEqualTo(whole.weights());
                assertThat(part.baselineLoss()).isEqualTo(whole.baselineLoss());
            }
        }
    }
}
