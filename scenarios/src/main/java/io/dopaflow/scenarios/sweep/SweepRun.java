package io.dopaflow.scenarios.sweep;

import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * Makes the runs of a sweep: each on one thread, several at once. Runs that the directory has are not made again. A run
 * that fails has that in its row; the others go on.
 */
public final class SweepRun {
    private final SweepDirectory directory;
    private final SweepPlan plan;
    private final SweepOptions options;
    private final Cancellation cancellation = new Cancellation();
    private final RunCounters counters = new RunCounters();

    private SweepRun(SweepDirectory directory, SweepOptions options) {
        this.directory = directory;
        this.plan = directory.plan();
        this.options = options;
    }

    /** Starts what the directory lacks of its sweep, in threads of its own. */
    public static OngoingTask<SweepOutcome> start(SweepDirectory directory, SweepOptions options) {
        SweepRun run = new SweepRun(directory, options);
        return OngoingTask.start("sweep", directory.path(), run.cancellation, run::execute);
    }

    private SweepOutcome execute() throws Exception {
        long startNanos = System.nanoTime();
        List<MemberResult> earlier = directory.done();
        Set<Integer> done =
                earlier.stream().map(result -> result.member().number()).collect(Collectors.toSet());
        List<Member> missing = plan.members().stream()
                .filter(member -> !done.contains(member.number()))
                .toList();
        int members = plan.members().size();
        Results<MemberResult> results = new Results<>(new Rows(missing), earlier, members);
        MemberRun run = new MemberRun(plan, options.engines(), options.choice(), cancellation, counters);
        List<Callable<Optional<MemberResult>>> runs = new ArrayList<>();
        missing.forEach(member -> runs.add(() -> run.run(member)));
        try (results) {
            new Batch(options.jobs(), cancellation).run(runs, results);
        }
        double seconds = (System.nanoTime() - startNanos) * 1e-9;
        return new SweepOutcome(
                directory.path(), plan, results.all(), earlier.size(), results.count() < members, seconds);
    }

    /** Keeps the results in the directory. */
    private final class Rows implements Results.Store<MemberResult> {
        private final int members = plan.members().size();
        private final long cycles;

        Rows(List<Member> missing) {
            cycles = missing.stream().mapToLong(plan::cycles).sum();
        }

        @Override
        public int number(MemberResult result) {
            return result.member().number();
        }

        @Override
        public void write(Collection<MemberResult> results, String status) {
            directory.write(results, status);
        }

        @Override
        public void report(Collection<MemberResult> results) {
            int failed = (int) results.stream().filter(MemberResult::isFailed).count();
            options.listener()
                    .onProgress(new SweepListener.SweepProgress(
                            results.size(), members, failed, Math.min(counters.cycles(), cycles), cycles));
        }
    }
}
