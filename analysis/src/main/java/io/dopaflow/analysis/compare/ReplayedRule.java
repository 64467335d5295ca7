package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.record.Thinning;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rule on its way through a run, beside the recorded weights that it is compared with. For one thread. */
final class ReplayedRule {
    private final LearningCycle model;
    private final RuleReplay replay;
    private CycleState state;
    private long moments;
    private long differing;
    private Optional<String> first = Optional.empty();

    ReplayedRule(LearningCycle model, RuleReplay replay) {
        this.model = model;
        this.replay = replay;
        this.state = CycleState.startOf(model);
    }

    /** The log-weights now, by synapse id; not a number once they have left the finite numbers. */
    double[] theta() {
        return state.theta();
    }

    /** Goes on to the start of a learning opportunity. */
    void advanceTo(long opportunity) {
        if (model.runCycle(opportunity, 0) > state.cycles()) {
            state = replay(state, opportunity, Set.of(), new TreeMap<>());
        }
    }

    /**
     * Goes through the learning opportunity at whose start it is, and compares with the weights that were recorded there.
     *
     * @return log-weights after the same cycles, of the rule from the recorded start; if there is none, from its own
     */
    Map<Integer, double[]> opportunity(OpportunityWeights weights) {
        Map<Integer, double[]> own = new TreeMap<>(Map.of(WeightSnapshot.START, theta()));
        CycleState start = state;
        Set<Integer> cycles = weights.after().keySet();
        if (!cycles.isEmpty()) {
            state = replay(start, weights.opportunity() + 1, cycles, own);
        }
        weights.recorded()
                .forEach((cycle, theta) ->
                        compare(weights.opportunity(), cycle, theta, Objects.requireNonNull(own.get(cycle))));
        if (weights.start().isEmpty() || Arrays.equals(weights.start().get(), start.theta())) {
            return own;
        }
        Map<Integer, double[]> fromRecorded = new TreeMap<>();
        CycleState moved = new CycleState(
                start.cycles(),
                start.baselineLoss(),
                LogWeights.exp(weights.start().get()),
                0,
                0,
                0);
        replay(moved, weights.opportunity() + 1, cycles, fromRecorded);
        return fromRecorded;
    }

    private CycleState replay(CycleState from, long opportunities, Set<Integer> cycles, Map<Integer, double[]> into) {
        Thinning none = new Thinning.None();
        Thinning weights = cycles.isEmpty() ? none : new Thinning.All();
        int lastCycle = model.schedule().cyclesPerOpportunity() - 1;
        int within = cycles.stream().allMatch(cycle -> cycle == lastCycle) ? 0 : 1;
        RecordingPlan plan = new RecordingPlan(none, none, none, weights, within, Long.MAX_VALUE);
        CycleRecorder recorder = new CycleRecorder() {
            @Override
            public void weights(long timePs, long opportunity, int cycle, double[] now) {
                if (cycles.contains(cycle)) {
                    into.put(cycle, LogWeights.of(now));
                }
            }
        };
        try {
            return replay.replay(
                    new CycleSimulation(model.but(parts -> parts.opportunities = opportunities), plan, recorder, from));
        } catch (ArithmeticException e) {
            double[] lost = new double[from.weights().length];
            Arrays.fill(lost, Double.NaN);
            cycles.forEach(cycle -> into.putIfAbsent(cycle, lost));
            return new CycleState(model.runCycle(opportunities, 0), Double.NaN, lost, 0, 0, 0);
        }
    }

    private void compare(long opportunity, int cycle, double[] recorded, double[] replayed) {
        moments++;
        int synapse = Arrays.mismatch(recorded, replayed);
        if (synapse >= 0) {
            differing++;
            Network network = model.network();
            first = first.or(() -> Optional.of("learning opportunity " + opportunity
                    + (cycle < 0 ? " at its start, " : ", after cycle " + cycle + ", ")
                    + network.label(network.synapses().get(synapse)) + ": recorded " + recorded[synapse]
                    + ", replayed " + replayed[synapse]));
        }
    }

    /** What has been compared so far. */
    RuleAgreement agreement() {
        return new RuleAgreement(moments, differing, first);
    }
}
