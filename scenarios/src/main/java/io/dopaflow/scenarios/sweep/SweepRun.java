package io.dopaflow.scenarios.sweep;

import io.dopaflow.scenarios.run.Ongoing;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A sweep that is going on in threads of its own: each run on one thread, several at once. Runs that the directory has
 * are not made again. A run that fails has that in its row; the others go on.
 */
public final class SweepRun implements Ongoing {
    private static final long REPORT_MILLISECONDS = 200;

    private final SweepDirectory directory;
    private final SweepOptions options;
    private final Cancellation cancellation = new Cancellation();
    private final RunCounters counters = new RunCounters();
    private final FutureTask<SweepOutcome> task = new FutureTask<>(this::execute);

    private SweepRun(SweepDirectory directory, SweepOptions options) {
        this.directory = directory;
        this.options = options;
    }

    /** Starts what the directory lacks of its sweep. */
    public static SweepRun start(SweepDirectory directory, SweepOptions options) {
        SweepRun run = new SweepRun(directory, options);
        new Thread(run.task, "sweep").start();
        return run;
    }

    @Override
    public Path directory() {
        return directory.path();
    }

    @Override
    public void cancel() {
        cancellation.request();
    }

    @Override
    public boolean await(long duration, TimeUnit unit) throws InterruptedException {
        try {
            task.get(duration, unit);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /**
     * Waits until the sweep has ended and its directory is complete.
     *
     * @throws io.dopaflow.analysis.run.RunDirectoryException if the results could not be written
     * @throws InterruptedException if this thread is interrupted; the sweep goes on
     */
    public SweepOutcome await() throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("the sweep broke down: " + e.getCause(), e.getCause());
        }
    }

    private SweepOutcome execute() throws Exception {
        long startNanos = System.nanoTime();
        SweepPlan plan = directory.plan();
        Results results = new Results(directory);
        int earlier = results.count();
        Set<Integer> done =
                results.all().stream().map(result -> result.member().number()).collect(Collectors.toSet());
        List<Member> missing = plan.members().stream()
                .filter(member -> !done.contains(member.number()))
                .toList();
        try {
            runAll(missing, results, plan);
        } finally {
            results.close();
        }
        boolean cancelled = results.count() < plan.members().size();
        double seconds = (System.nanoTime() - startNanos) * 1e-9;
        return new SweepOutcome(directory.path(), plan, results.all(), earlier, cancelled, seconds);
    }

    private void runAll(List<Member> missing, Results results, SweepPlan plan) throws Exception {
        MemberRun run = new MemberRun(plan, options.engines(), options.choice(), cancellation, counters);
        ExecutorService pool = Executors.newFixedThreadPool(options.jobs());
        CompletionService<Optional<MemberResult>> ended = new ExecutorCompletionService<>(pool);
        List<Future<?>> open = new ArrayList<>();
        try {
            for (Member member : missing) {
                open.add(ended.submit(() -> cancellation.isRequested() ? Optional.empty() : run.run(member)));
            }
            report(missing, results, plan);
            for (int left = missing.size(); left > 0; ) {
                Future<Optional<MemberResult>> next = ended.poll(REPORT_MILLISECONDS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.get().ifPresent(results::add);
                    left--;
                }
                results.writeNowAndThen();
                report(missing, results, plan);
            }
        } finally {
            cancellation.request();
            open.forEach(future -> future.cancel(false));
            pool.shutdown();
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
    }

    private void report(List<Member> missing, Results results, SweepPlan plan) {
        int members = plan.members().size();
        long cycles = missing.stream().mapToLong(plan::cycles).sum();
        options.listener()
                .onProgress(new SweepListener.SweepProgress(
                        results.count(), members, results.failed(), Math.min(counters.cycles(), cycles), cycles));
    }
}
