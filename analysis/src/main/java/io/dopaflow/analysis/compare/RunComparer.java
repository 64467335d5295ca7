package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.compare.TrajectorySink.Scope;
import io.dopaflow.analysis.compare.TrajectorySink.Series;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Sgd;
import io.dopaflow.analysis.flow.Trajectory;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.analysis.theory.NoiseBand;
import io.dopaflow.analysis.theory.ThinningBound;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** Goes through a run once, opportunity by opportunity. */
final class RunComparer {
    /** Predictions take far longer than the rest where the flow is curved. */
    private static final int MOST_PREDICTIONS = 200;

    private static final long MOST_ROWS = 5_000_000;
    private static final int ROWS_OF_A_WEIGHT = 12;

    /** Opportunities between two looks at the progress. */
    private static final int AT_A_TIME = 500;

    private final RunReader run;
    private final LearningCycle model;
    private final TrajectorySink sink;
    private final DoubleConsumer progress;
    private final Gradient gradient;
    private final OpportunityComparer comparer;
    private final ReplayedRule rule;
    private final Trajectory flow;
    private final Trajectory sgd;
    private final int lastCycle;
    private final List<OpportunityComparison> opportunities = new ArrayList<>();
    private final List<RunPoint> points = new ArrayList<>();
    private Optional<OpportunityWeights> longest = Optional.empty();

    RunComparer(RunReader run, LearningCycle model, RuleReplay replay, TrajectorySink sink, DoubleConsumer progress) {
        this.run = run;
        this.model = model;
        this.sink = sink;
        this.progress = progress;
        this.gradient = new Gradient(model.network(), model.loss());
        this.comparer = new OpportunityComparer(model, gradient);
        this.rule = new ReplayedRule(model, replay);
        this.flow = Trajectory.flow(model, gradient);
        this.sgd = new Trajectory(model, new Sgd(gradient, model.gradientFlowTime())::step);
        this.lastCycle = model.schedule().cyclesPerOpportunity() - 1;
    }

    Comparison compare() {
        List<WeightSnapshot> snapshots = run.snapshots();
        long last =
                snapshots.isEmpty() ? 0 : snapshots.get(snapshots.size() - 1).opportunity();
        List<Long> whole = OpportunityWeights.whole(snapshots, lastCycle);
        Set<Long> predicted = everySoMany(whole, stride(whole.size(), MOST_PREDICTIONS));
        long rows = (long) whole.size() * model.network().synapseCount() * ROWS_OF_A_WEIGHT;
        Set<Long> written = everySoMany(whole, stride(rows, MOST_ROWS));
        RunTrajectory.Builder trajectory = new RunTrajectory.Builder(model, last + 1);
        OpportunityWeights.each(run, lastCycle, weights -> {
            TrajectorySink out = written.contains(weights.opportunity()) ? sink : TrajectorySink.none();
            advanceTo(weights.opportunity(), last);
            OpportunityWeights known = weights.opportunity() == 0
                    ? new OpportunityWeights(
                            0, Optional.of(CycleState.startOf(model).theta()), weights.recorded())
                    : weights;
            Map<Integer, double[]> replayed = rule.opportunity(known);
            if (known.isWhole(lastCycle)) {
                compare(known, replayed, predicted.contains(weights.opportunity()), out);
            }
            if (known.end(lastCycle).isPresent()) {
                advanceTo(weights.opportunity() + 1, last);
                addPoint(known, out);
                trajectory.add(flow.opportunities(), known.end(lastCycle).orElseThrow(), flow.theta());
            }
        });
        Optional<OpportunityTrajectory> course = longest.map(comparer::trajectory);
        course.ifPresent(this::write);
        return new Comparison(
                model.network(),
                gradient.method(),
                model.gradientFlowTime(),
                model.schedule().updatesPerOpportunity(),
                model.samples().training().size(),
                opportunities,
                points,
                trajectory.build(),
                rule.agreement(),
                course,
                notes(whole.size() - opportunities.size(), largestGap()));
    }

    private void advanceTo(long opportunity, long last) {
        while (flow.opportunities() < opportunity) {
            long next = Math.min(opportunity, flow.opportunities() + AT_A_TIME);
            rule.advanceTo(next);
            flow.advanceTo(next);
            sgd.advanceTo(next);
            progress.accept(next / (last + 1.0));
        }
    }

    private void compare(
            OpportunityWeights weights, Map<Integer, double[]> replayed, boolean predict, TrajectorySink out) {
        try {
            opportunities.add(comparer.compare(weights, replayed, predict, out));
            if (longest.isEmpty()
                    || weights.after().size() > longest.get().after().size()) {
                longest = Optional.of(weights);
            }
        } catch (ArithmeticException e) {
            // The flow leaves the finite numbers from here: there is nothing to compare with.
        }
    }

    private void addPoint(OpportunityWeights weights, TrajectorySink out) {
        double[] emergent = weights.end(lastCycle).orElseThrow();
        double[] z = flow.theta();
        double t = flow.opportunities();
        points.add(new RunPoint(
                flow.opportunities(),
                Vectors.distance(z, model.initialTheta()),
                Vectors.largestDifference(emergent, rule.theta()),
                Vectors.distance(emergent, z),
                Vectors.distance(emergent, sgd.theta()),
                Vectors.distance(sgd.theta(), z)));
        out.point(Scope.RUN, Series.EMERGENT, weights.opportunity(), lastCycle, t, emergent);
        out.point(Scope.RUN, Series.RULE, weights.opportunity(), lastCycle, t, rule.theta());
        out.point(Scope.RUN, Series.FLOW, weights.opportunity(), lastCycle, t, z);
        out.point(Scope.RUN, Series.SGD, weights.opportunity(), lastCycle, t, sgd.theta());
    }

    /** The course of the opportunity with the most cycles; its start and end are there already. */
    private void write(OpportunityTrajectory course) {
        List<Integer> cycles = new ArrayList<>(longest.orElseThrow().after().keySet());
        for (int i = 0; i + 1 < cycles.size(); i++) {
            // Cycles that update nothing share the time of the update before.
            int index = Arrays.binarySearch(course.times(), comparer.time(cycles.get(i)));
            double[] emergent = course.emergent()[index];
            sink.point(
                    Scope.OPPORTUNITY,
                    Series.EMERGENT,
                    course.opportunity(),
                    cycles.get(i),
                    course.times()[index],
                    emergent);
        }
        for (int i = 1; i + 1 < course.flowTimes().length; i++) {
            double t = course.flowTimes()[i];
            int cycle = cycleAt(t);
            sink.point(Scope.OPPORTUNITY, Series.FLOW, course.opportunity(), cycle, t, course.flow()[i]);
        }
        for (int i = 0; i < course.deviation().length; i++) {
            double t = course.flowTimes()[i];
            int cycle = cycleAt(t);
            sink.point(Scope.OPPORTUNITY, Series.DEVIATION, course.opportunity(), cycle, t, course.deviation()[i]);
        }
    }

    /** The cycle with which the share t of the opportunity's updates is done. */
    private int cycleAt(double t) {
        CycleSchedule schedule = model.schedule();
        int updates = (int) (t * schedule.updatesPerOpportunity());
        return lastCycle - schedule.cycles() + updates * schedule.baseline().cyclesPerUpdate();
    }

    /** Between recorded points the distance to the flow can be larger than at them: by how much, in words. */
    private Optional<String> largestGap() {
        return longest.filter(weights -> gradient.method() == Gradient.Method.BACKPROPAGATION)
                .filter(weights -> gap(weights) > 1)
                .map(weights -> String.format(
                        Locale.ROOT,
                        "The largest distance in learning opportunity %d is taken over points at most %d cycles apart;"
                                + " between them it is larger by at most %.4g, with 99 %% confidence.",
                        weights.opportunity(),
                        gap(weights),
                        ThinningBound.of(
                                model,
                                weights.start().orElseThrow(),
                                comparer.sample(weights.opportunity()),
                                gap(weights),
                                0.01)));
    }

    private int gap(OpportunityWeights weights) {
        int last = lastCycle - model.schedule().cycles();
        int gap = 0;
        for (int cycle : weights.after().keySet()) {
            gap = Math.max(gap, cycle - last);
            last = cycle;
        }
        return Math.min(gap, model.schedule().cycles());
    }

    private List<String> notes(int incomparable, Optional<String> between) {
        List<String> notes = new ArrayList<>();
        between.ifPresent(notes::add);
        if (gradient.method() != Gradient.Method.BACKPROPAGATION) {
            notes.add(
                    "Gradients: " + gradient.method().description()
                            + "; no noise is predicted, as the Bernoulli noise of all-or-none spikes adds to that of the jitter.");
        }
        if (model.schedule() instanceof CycleSchedule.SingleUpdate) {
            notes.add("Single updates (n = 1): the predicted noise is that of the jitter; the loss difference between"
                    + " successive samples adds to it.");
        }
        if (model.network().synapseCount() > NoiseBand.LARGEST_DIMENSION) {
            notes.add("More than " + NoiseBand.LARGEST_DIMENSION
                    + " synapses: the predicted noise leaves out how the flow's curvature damps it.");
        }
        if (incomparable > 0) {
            notes.add("The gradient flow diverges in " + incomparable + " learning opportunities, which are left out.");
        }
        if (opportunities.isEmpty()) {
            notes.add("No learning opportunity has both its first and its last weights recorded.");
        }
        return notes;
    }

    private static long stride(long wanted, long most) {
        return Math.max(1, (wanted + most - 1) / most);
    }

    private static Set<Long> everySoMany(List<Long> whole, long stride) {
        Set<Long> chosen = new HashSet<>();
        for (int i = 0; i < whole.size(); i += (int) stride) {
            chosen.add(whole.get(i));
        }
        return chosen;
    }
}
