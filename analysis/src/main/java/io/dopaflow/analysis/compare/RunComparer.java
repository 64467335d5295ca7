package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.compare.TrajectorySink.Scope;
import io.dopaflow.analysis.compare.TrajectorySink.Series;
import io.dopaflow.analysis.flow.Gradient;
import io.dopaflow.analysis.flow.Vectors;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.analysis.theory.NoiseBand;
import io.dopaflow.analysis.theory.ThinningBound;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** Goes through a run once, opportunity by opportunity. */
final class RunComparer {
    /** Predictions take far longer than the rest where the flow is curved. */
    private static final int MOST_PREDICTIONS = 200;

    private static final long MOST_ROWS = 5_000_000;
    private static final int ROWS_OF_A_WEIGHT = 12;

    private final RunReader run;
    private final LearningCycle model;
    private final TrajectorySink sink;
    private final DoubleConsumer progress;
    private final Gradient gradient;
    private final OpportunityComparer comparer;
    private final Chains chains;
    private final int lastCycle;
    private final List<OpportunityComparison> opportunities = new ArrayList<>();
    private final List<RunPoint> points = new ArrayList<>();
    private Optional<Stretch> longest = Optional.empty();

    RunComparer(RunReader run, LearningCycle model, TrajectorySink sink, DoubleConsumer progress) {
        this.run = run;
        this.model = model;
        this.sink = sink;
        this.progress = progress;
        this.gradient = new Gradient(model.network(), model.loss());
        this.comparer = new OpportunityComparer(model, gradient);
        this.chains = new Chains(model, gradient);
        this.lastCycle = model.schedule().cyclesPerOpportunity() - 1;
    }

    Comparison compare() {
        List<WeightSnapshot> snapshots = run.snapshots();
        long last =
                snapshots.isEmpty() ? 0 : snapshots.get(snapshots.size() - 1).opportunity();
        List<Long> whole = Stretch.whole(snapshots, lastCycle);
        Set<Long> predicted = everySoMany(whole, stride(whole.size(), MOST_PREDICTIONS));
        long rows = (long) whole.size() * model.network().synapseCount() * ROWS_OF_A_WEIGHT;
        Set<Long> written = everySoMany(whole, stride(rows, MOST_ROWS));
        Stretch.each(run, lastCycle, stretch -> {
            TrajectorySink out = written.contains(stretch.opportunity()) ? sink : TrajectorySink.none();
            advanceTo(stretch.opportunity(), last);
            Stretch known = stretch.opportunity() == 0 && stretch.start().isEmpty()
                    ? new Stretch(0, Optional.of(model.initialTheta()), stretch.after())
                    : stretch;
            if (known.isWhole(lastCycle)) {
                compare(known, predicted.contains(stretch.opportunity()), out);
            }
            if (known.end(lastCycle).isPresent()) {
                advanceTo(stretch.opportunity() + 1, last);
                addPoint(known, out);
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
                course,
                notes(whole.size() - opportunities.size(), largestGap()));
    }

    private void advanceTo(long opportunity, long last) {
        while (chains.done() < opportunity) {
            chains.advance();
            progress.accept(chains.done() / (last + 1.0));
        }
    }

    private void compare(Stretch stretch, boolean predict, TrajectorySink out) {
        try {
            // The replay from the run's start has the same baseline: where it does not, the abstract rule shows it.
            opportunities.add(comparer.compare(stretch, chains.baselineLoss(), predict, out));
            if (longest.isEmpty()
                    || stretch.after().size() > longest.get().after().size()) {
                longest = Optional.of(stretch);
            }
        } catch (ArithmeticException e) {
            // The flow leaves the finite numbers from here: there is nothing to compare with.
        }
    }

    private void addPoint(Stretch stretch, TrajectorySink out) {
        double[] emergent = stretch.end(lastCycle).orElseThrow();
        points.add(new RunPoint(
                chains.done(),
                Vectors.distance(chains.flow(), model.initialTheta()),
                Vectors.largestDifference(emergent, chains.rule()),
                Vectors.distance(emergent, chains.flow()),
                Vectors.distance(emergent, chains.sgd()),
                Vectors.distance(chains.sgd(), chains.flow())));
        double t = chains.done();
        out.point(Scope.RUN, Series.EMERGENT, stretch.opportunity(), lastCycle, t, emergent);
        out.point(Scope.RUN, Series.RULE, stretch.opportunity(), lastCycle, t, chains.rule());
        out.point(Scope.RUN, Series.FLOW, stretch.opportunity(), lastCycle, t, chains.flow());
        out.point(Scope.RUN, Series.SGD, stretch.opportunity(), lastCycle, t, chains.sgd());
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
        return longest.filter(stretch -> gradient.method() == Gradient.Method.BACKPROPAGATION)
                .filter(stretch -> gap(stretch) > 1)
                .map(stretch -> String.format(
                        Locale.ROOT,
                        "The largest distance in learning opportunity %d is that at points at most %d cycles apart; with"
                                + " 99 %% it is nowhere larger by more than %.4g.",
                        stretch.opportunity(),
                        gap(stretch),
                        ThinningBound.of(
                                model,
                                stretch.start().orElseThrow(),
                                comparer.sample(stretch.opportunity()),
                                gap(stretch),
                                0.01)));
    }

    private int gap(Stretch stretch) {
        int last = lastCycle - model.schedule().cycles();
        int gap = 0;
        for (int cycle : stretch.after().keySet()) {
            gap = Math.max(gap, cycle - last);
            last = cycle;
        }
        return Math.min(gap, model.schedule().cycles());
    }

    private List<String> notes(int incomparable, Optional<String> between) {
        List<String> notes = new ArrayList<>();
        between.ifPresent(notes::add);
        if (gradient.method() != Gradient.Method.BACKPROPAGATION) {
            notes.add("Gradients: " + gradient.method().description()
                    + "; no noise is predicted, as the lottery of all-or-none spikes adds to that of the jitter.");
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
            notes.add("The gradient flow leaves the finite numbers in " + incomparable
                    + " learning opportunities, which are left out.");
        }
        if (opportunities.isEmpty()) {
            notes.add("No learning opportunity has both its first and its last weights in the record.");
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
