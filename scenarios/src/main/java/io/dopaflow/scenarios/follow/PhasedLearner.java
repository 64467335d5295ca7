package io.dopaflow.scenarios.follow;

import io.dopaflow.analysis.follow.Following;
import io.dopaflow.analysis.follow.UpdateCost;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.scenarios.follow.Followed.Effort;
import io.dopaflow.scenarios.follow.Followed.Training;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A rule of phased learning.
 *
 * @param content all that decides the model
 * @param model with the rule
 * @param frozen how it is measured
 * @param descentRate learning rate of gradient descent
 */
record PhasedLearner(String content, PhasedLearning model, Frozen frozen, double descentRate) implements Learner {
    private static final double WELL_LEARNT = 0.9;

    @Override
    public String name() {
        return model.circuit().rule().name();
    }

    @Override
    public Objective objective() {
        return frozen.objective();
    }

    @Override
    public String content() {
        return content + frozen.objective() + frozen.samples() + " " + frozen.repetitions() + " " + frozen.seed() + " "
                + descentRate;
    }

    @Override
    public long work(Way way, List<Integer> epochs) {
        return lastEpoch(way, epochs) * model.epoch() + (long) epochs.size() * frozen.samples() * frozen.repetitions();
    }

    /** How many whole epochs training by the scenario has. */
    static int epochs(PhasedLearning model) {
        return (int) Math.min(Integer.MAX_VALUE, model.opportunities() / model.epoch());
    }

    private int lastEpoch(Way way, List<Integer> epochs) {
        return way == Way.RULE ? epochs(model) : epochs.get(epochs.size() - 1);
    }

    /** What is trained; its synapses are those of the rule, and perhaps others after them. */
    private PhasedLearning trained(Way way) {
        PhasedLearning own = model;
        if (way == Way.RULE) {
            return own;
        }
        Circuit beside = new Circuit(
                own.circuit().network(), ReferenceRule.beside(own.circuit().rule(), own.form(), descentRate));
        return own.with(beside, Arrays.copyOf(own.initial(), beside.synapses()), own.opportunities());
    }

    @Override
    public Optional<Followed> follow(Way way, List<Integer> epochs, MemberEngine engine)
            throws RunFailedException, InterruptedException {
        PhasedLearning training = trained(way);
        List<List<Following>> stops = new ArrayList<>();
        Optional<UpdateCost> cost = Optional.empty();
        Optional<Effort> reached = Optional.empty();
        PhasedState state = PhasedState.startOf(training);
        int last = lastEpoch(way, epochs);
        for (int epoch = 0; epoch <= last; epoch++) {
            if (epoch > 0) {
                Optional<PhasedState> next = oneEpoch(training, state, epoch, engine);
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                state = next.get();
            }
            if (epochs.contains(epoch)) {
                Optional<Frozen.Result> result = frozen.at(ofRule(state), engine);
                if (result.isEmpty()) {
                    return Optional.empty();
                }
                stops.add(result.get().layers());
                cost = Optional.of(result.get().cost());
            }
            if (way == Way.RULE && reached.isEmpty() && accuracy(state).orElse(0) >= WELL_LEARNT) {
                reached = Optional.of(new Effort(state.opportunities(), state.spikes()));
            }
        }
        OptionalDouble end = way == Way.RULE ? accuracy(state) : OptionalDouble.empty();
        Optional<Training> learnt =
                end.isPresent() ? Optional.of(new Training(end.getAsDouble(), reached)) : Optional.empty();
        return Optional.of(new Followed(stops, cost.orElseThrow(), learnt));
    }

    private Optional<PhasedState> oneEpoch(PhasedLearning training, PhasedState from, int epoch, MemberEngine engine)
            throws RunFailedException, InterruptedException {
        long until = epoch * model.epoch();
        return engine.run(new PhasedSimulation(
                training.upTo(until),
                PhasedPlan.weightsOnly(until),
                new PhasedRecorder() {},
                from,
                EpochListener.NONE));
    }

    private OptionalDouble accuracy(PhasedState state) {
        return model.heldOutScore(state.stored()).map(score -> score.accuracy()).orElse(OptionalDouble.empty());
    }

    /** Without the synapses of the reference; before the first loss, running means are the mean loss. */
    private PhasedState ofRule(PhasedState state) {
        double[] stored = Arrays.copyOf(state.stored(), model.circuit().synapses());
        double[] baselines = state.baselines().clone();
        if (state.opportunities() == 0) {
            Arrays.fill(baselines, model.trainingScore(stored).loss());
        }
        return new PhasedState(
                state.opportunities(),
                stored,
                new double[stored.length],
                baselines,
                state.traces(),
                PhasedState.memoryAtStart(model, stored),
                state.spikes(),
                0,
                0);
    }
}
