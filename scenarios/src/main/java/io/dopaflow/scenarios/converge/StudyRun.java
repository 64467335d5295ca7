package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.theory.Theory;
import io.dopaflow.scenarios.sweep.Batch;
import io.dopaflow.scenarios.sweep.OngoingTask;
import io.dopaflow.scenarios.sweep.Results;
import io.dopaflow.scenarios.sweep.SweepListener;
import io.dopaflow.scenarios.sweep.SweepOptions;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Makes the replicates of a study: each on one thread, several at once, the longest first. Replicates that the directory
 * has are not made again. One that fails has that in its row; the others go on.
 */
public final class StudyRun {
    private final StudyDirectory directory;
    private final StudyPlan plan;
    private final List<StudyPoint> points;
    private final SweepOptions options;
    private final Theory theory;
    private final Cancellation cancellation = new Cancellation();
    private final RunCounters counters = new RunCounters();

    private StudyRun(StudyDirectory directory, SweepOptions options, Theory theory) {
        this.directory = directory;
        this.plan = directory.plan();
        this.points = plan.points();
        this.options = options;
        this.theory = theory;
    }

    /**
     * Starts what the directory lacks of its study, in threads of its own.
     *
     * @param directory of the study
     * @param options of which the choice of an engine is ignored: replicates run on the population engine
     * @param theory that the replicates are compared with
     */
    public static OngoingTask<StudyOutcome> start(StudyDirectory directory, SweepOptions options, Theory theory) {
        StudyRun run = new StudyRun(directory, options, theory);
        return OngoingTask.start("study", directory.path(), run.cancellation, run::execute);
    }

    private StudyOutcome execute() throws Exception {
        long startNanos = System.nanoTime();
        List<ReplicateResult> earlier = directory.done();
        List<Integer> missing = missing(earlier);
        int[] open = new int[points.size()];
        missing.forEach(number -> open[number / plan.replicates()]++);
        Targets targets = new Targets(points, theory, open);
        ReplicateRun run = new ReplicateRun(plan, targets, options, cancellation, counters);
        List<Callable<Optional<ReplicateResult>>> runs = new ArrayList<>();
        missing.forEach(number -> runs.add(() -> run.run(number, point(number))));
        Results<ReplicateResult> results = new Results<>(new Rows(missing), earlier, plan.members());
        try (results) {
            new Batch(options.jobs(), cancellation).run(runs, results);
        }
        boolean cancelled = results.count() < plan.members();
        return StudyOutcome.of(
                directory, results.all(), targets, earlier.size(), cancelled, (System.nanoTime() - startNanos) * 1e-9);
    }

    private StudyPoint point(int number) {
        return points.get(number / plan.replicates());
    }

    /** Those that are not done: of the most expensive point first, so that no core is idle at the end. */
    private List<Integer> missing(List<ReplicateResult> earlier) {
        boolean[] done = new boolean[plan.members()];
        earlier.forEach(result -> done[result.number()] = true);
        List<Integer> missing = new ArrayList<>();
        for (int number = 0; number < done.length; number++) {
            if (!done[number]) {
                missing.add(number);
            }
        }
        missing.sort(Comparator.comparingLong((Integer number) -> -cost(point(number)))
                .thenComparing(Comparator.naturalOrder()));
        return missing;
    }

    private static long cost(StudyPoint point) {
        // A cycle has a cost of its own, about that of fifty synapses.
        return point.experiment().waves() * (50L + point.experiment().network().synapseCount());
    }

    /** Keeps the results in the directory. */
    private final class Rows implements Results.Store<ReplicateResult> {
        private final long cycles;

        Rows(List<Integer> missing) {
            cycles = missing.stream()
                    .mapToLong(number -> point(number).experiment().waves())
                    .sum();
        }

        @Override
        public int number(ReplicateResult result) {
            return result.number();
        }

        @Override
        public void write(Collection<ReplicateResult> results, String status) {
            directory.write(results, status);
        }

        @Override
        public void report(Collection<ReplicateResult> results) {
            int failed =
                    (int) results.stream().filter(ReplicateResult::isFailed).count();
            options.listener()
                    .onProgress(new SweepListener.SweepProgress(
                            results.size(), plan.members(), failed, Math.min(counters.cycles(), cycles), cycles));
        }
    }
}
