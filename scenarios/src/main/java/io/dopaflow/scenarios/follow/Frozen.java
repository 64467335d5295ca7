package io.dopaflow.scenarios.follow;

import io.dopaflow.analysis.flow.WeightGradient;
import io.dopaflow.analysis.follow.ExpectedLossGradient;
import io.dopaflow.analysis.follow.Following;
import io.dopaflow.analysis.follow.SettledGradient;
import io.dopaflow.analysis.follow.SynapseLayer;
import io.dopaflow.analysis.follow.UpdateCost;
import io.dopaflow.analysis.follow.UpdateStatistics;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.phased.TaskSequence;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.record.Thinning;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A rule at weights that do not change: its updates for some samples, several times each, against the gradient there.
 *
 * @param model with the rule
 * @param objective whose gradient it is compared with
 * @param samples how many of the training samples are looked at, from the first of an order of the seed on
 * @param repetitions of each: even, or 1 for a rule without noise
 * @param seed of the noise
 */
record Frozen(PhasedLearning model, Objective objective, int samples, int repetitions, long seed) {
    /** Draws of all spikes for one estimate of a gradient of the expected loss. */
    private static final int DRAWS = 16;

    /**
     * What came of it.
     *
     * @param layers all together, then one by one
     * @param cost of an update
     */
    record Result(List<Following> layers, UpdateCost cost) {}

    /**
     * Measures; nothing if that was cancelled.
     *
     * @param at the weights and what else has been learnt
     */
    Optional<Result> at(PhasedState at, MemberEngine engine) throws RunFailedException, InterruptedException {
        Circuit circuit = model.circuit();
        int synapses = circuit.network().synapseCount();
        UpdateStatistics statistics = new UpdateStatistics(SynapseLayer.of(circuit.network()), synapses, repetitions);
        Gradients gradients = new Gradients(model, objective, at.stored(), seed);
        // Nothing may move between two updates, so nobody needs a memory.
        PhasedLearning still = model.withoutMemory();
        long spikes = 0;
        for (int i = 0; i < samples; i++) {
            Sample sample = model.samples().training().get(model.sampleOrder().sampleAt(i));
            double[][] updates = new double[repetitions][synapses];
            Optional<PhasedState> end = updates(still, i, sample, at, updates, engine);
            if (end.isEmpty()) {
                return Optional.empty();
            }
            spikes += end.get().spikes();
            double[][] gradient = gradients.of(i, sample);
            statistics.add(updates, gradient[0], gradient[1]);
        }
        UpdateCost cost = UpdateCost.of(circuit, spikes / ((double) samples * (repetitions + warmUp())));
        return Optional.of(new Result(statistics.of(seed), cost));
    }

    private int warmUp() {
        return model.presentations() == 1 ? 0 : 1;
    }

    /** Lets the rule see one sample again and again. */
    private Optional<PhasedState> updates(
            PhasedLearning still, int index, Sample sample, PhasedState at, double[][] into, MemberEngine engine)
            throws RunFailedException, InterruptedException {
        // Not from opportunity 0, where a running mean would begin with the first loss.
        long from = 1;
        // The first wave of a sample that is compared with the wave before has none: it is not looked at.
        long first = from + warmUp();
        PhasedLearning alone = new PhasedLearning(
                still.circuit(),
                model.form(),
                model.initial(),
                model.loss(),
                model.target(),
                TaskSequence.of(new Split(List.of(sample), List.of())),
                Integer.MAX_VALUE,
                first + repetitions,
                model.levelPs(),
                model.streams().derived(seed, index),
                model.presentations() == 1 ? 1 : Integer.MAX_VALUE,
                model.window(),
                0);
        int synapses = into[0].length;
        PhasedRecorder recorder = new PhasedRecorder() {
            @Override
            public void update(long opportunity, int synapse, double update) {
                if (synapse < synapses && opportunity >= first) {
                    into[(int) (opportunity - first)][synapse] = update;
                }
            }
        };
        Thinning none = new Thinning.None();
        PhasedPlan plan = new PhasedPlan(none, none, none, new Thinning.All(), Long.MAX_VALUE);
        PhasedState start = new PhasedState(
                from, at.stored(), new double[at.stored().length], at.baselines(), at.traces(), new double[0], 0, 0, 0);
        return engine.run(new PhasedSimulation(alone, plan, recorder, start, EpochListener.NONE));
    }

    /** Gradients of an objective, two independent estimates each, or the exact one twice. */
    private static final class Gradients {
        private final PhasedLearning model;
        private final Objective objective;
        private final double[] weights;
        private final RandomStreams streams;
        private final Optional<SettledGradient> settled;
        private final WeightGradient exact;
        private final ExpectedLossGradient expected;

        Gradients(PhasedLearning model, Objective objective, double[] stored, long seed) {
            this.model = model;
            this.objective = objective;
            this.weights = model.forwardWeights(stored);
            this.streams = model.streams().derived(seed);
            this.settled = model.circuit().rule().firstAnswer().settling().isPresent()
                    ? Optional.of(new SettledGradient(model, stored))
                    : Optional.empty();
            this.exact = new WeightGradient(model.circuit().network(), model.loss());
            this.expected = new ExpectedLossGradient(model.circuit().network(), model.loss());
        }

        double[][] of(int index, Sample sample) {
            double[] one = new double[weights.length];
            if (settled.isPresent()) {
                settled.get().at(sample, one);
                return new double[][] {one, one};
            }
            if (objective != Objective.EXPECTED_LOSS) {
                exact.at(model.unsigned(weights), sample, one);
                if (model.form() == WeightForm.LOG_DIRECT) {
                    // The update is one of the log-weight.
                    Arrays.setAll(one, synapse -> one[synapse] * weights[synapse]);
                }
                return new double[][] {one, one};
            }
            double[] other = new double[weights.length];
            expected.estimate(weights, sample, DRAWS, streams.stream(Purpose.SMOOTHING, 2 * index), one);
            expected.estimate(weights, sample, DRAWS, streams.stream(Purpose.SMOOTHING, 2 * index + 1), other);
            return new double[][] {one, other};
        }
    }
}
