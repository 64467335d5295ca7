package io.dopaflow.analysis.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.testing.Experiments;
import io.dopaflow.analysis.testing.PlainRun;
import io.dopaflow.analysis.testing.RandomGraph;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.RewardBaseline;
import io.dopaflow.models.task.Loss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AbstractRuleTest {

    /** Weights after every cycle, and the loss of each, by wave. */
    private static final class Trace implements PlainRun.Events {
        private final Experiment experiment;
        private final Map<Long, double[]> weights = new HashMap<>();
        private final Map<Long, Double> losses = new HashMap<>();

        Trace(Experiment experiment) {
            this.experiment = experiment;
            PlainRun.run(experiment, this);
        }

        @Override
        public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
            losses.put(experiment.wave(opportunity, cycle), loss);
        }

        @Override
        public void weights(long timePs, long opportunity, int cycle, double[] theta) {
            weights.put(experiment.wave(opportunity, cycle), theta.clone());
        }
    }

    private static Experiment experiment(SplittableRandom random, LearningRule rule, int index) {
        Loss loss = Loss.values()[index % Loss.values().length];
        return Experiments.of(RandomGraph.of(random, 0.4), rule, loss, 0.3, 1e-4, 6, index);
    }

    @Test
    void replay_equalsThePlainRun_bitForBitAfterEveryCycle() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 100; i++) {
            LearningRule rule = i % 4 == 0 ? new LearningRule.SingleUpdate() : new LearningRule.MultiUpdate(7);
            Experiment experiment = experiment(random, rule, i);
            Trace trace = new Trace(experiment);
            AbstractRule replay = new AbstractRule(experiment);
            while (replay.wave() < experiment.waves()) {
                replay.cycle();
                long wave = replay.wave() - 1;
                assertThat(replay.theta()).isEqualTo(trace.weights.get(wave));
                assertThat(replay.loss()).isFinite().isEqualTo(trace.losses.get(wave));
            }
        }
    }

    @Test
    void replay_fromTheMiddle_continuesTheSameRun() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 40; i++) {
            LearningRule rule = i % 2 == 0 ? new LearningRule.SingleUpdate() : new LearningRule.MultiUpdate(5);
            Experiment experiment = experiment(random, rule, i);
            Trace trace = new Trace(experiment);
            AbstractRule replay = new AbstractRule(experiment);
            for (long opportunity : new long[] {4, 1, 5}) {
                long before = experiment.wave(opportunity, 0) - 1;
                replay.moveTo(opportunity, trace.weights.get(before), trace.losses.get(before));
                replay.opportunity();
                long last = experiment.wave(opportunity + 1, 0) - 1;
                assertThat(replay.wave()).isEqualTo(last + 1);
                assertThat(replay.theta()).isEqualTo(trace.weights.get(last));
            }
        }
    }

    /** Every baseline, pairing and STDP window, in turn. */
    private static Experiment strategy(SplittableRandom random, int index) {
        List<RewardBaseline> baselines = List.of(
                new RewardBaseline.PreviousCycle(),
                new RewardBaseline.RunningMean(0.2),
                new RewardBaseline.Unperturbed(),
                new RewardBaseline.AntitheticPair());
        RewardBaseline baseline = baselines.get(index % 4);
        LearningRule rule =
                index % 3 == 0 ? new LearningRule.SingleUpdate(baseline) : new LearningRule.MultiUpdate(6, baseline);
        Loss loss = Loss.values()[index % Loss.values().length];
        Experiment experiment =
                Experiments.of(RandomGraph.of(random, index % 8 == 0 ? 0 : 0.4), rule, loss, 0.3, 1e-4, 6, index);
        return index % 8 == 0
                ? Experiments.withStdp(experiment, 1, 1, Pairing.SUCCESSIVE)
                : index % 5 == 0 ? Experiments.withStdp(experiment, 1.5, 8, Pairing.SURROUNDING) : experiment;
    }

    @Test
    void replay_ofEveryStrategy_equalsThePlainRun_fromTheStartAndFromTheMiddle() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 80; i++) {
            Experiment experiment = strategy(random, i);
            Trace trace = new Trace(experiment);
            AbstractRule whole = new AbstractRule(experiment);
            AbstractRule part = new AbstractRule(experiment);
            for (int opportunity = 0; opportunity < 6; opportunity++) {
                part.moveTo(opportunity, whole.theta(), whole.reference());
                part.opportunity();
                whole.opportunity();
                assertThat(whole.theta()).as("experiment %d", i).isEqualTo(trace.weights.get(whole.wave() - 1));
                assertThat(part.theta()).as("experiment %d", i).isEqualTo(whole.theta());
                assertThat(part.reference()).isEqualTo(whole.reference());
            }
        }
    }
}
