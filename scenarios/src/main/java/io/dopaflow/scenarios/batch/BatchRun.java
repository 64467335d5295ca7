package io.dopaflow.scenarios.batch;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.run.BackgroundTask;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Makes the runs of a batch: several at once. Runs that the directory has are not made
 * again. One that fails has that in its row; the others go on.
 *
 * @param <V> what a run gives
 */
public final class BatchRun<V> {
    private static final long REPORT_MILLISECONDS = 200;

    private final BatchDirectory<V> directory;
    private final BatchOptions options;
    private final Cancellation cancellation = new Cancellation();
    private final RunCounters counters = new RunCounters();

    private BatchRun(BatchDirectory<V> directory, BatchOptions options) {
        this.directory = directory;
        this.options = options;
    }

    /**
     * Starts what the directory lacks of its batch, in threads of its own.
     *
     * @param task for the runs with these numbers, makes each of them
     * @param summary of the results, made before the directory is left
     * @param <V> what a run gives
     * @param <O> of the summary
     * @throws io.dopaflow.analysis.store.FileException if another process is writing the directory
     */
    public static <V, O> BackgroundTask<O> start(
            BatchDirectory<V> directory,
            BatchOptions options,
            Function<List<Integer>, Task<V>> task,
            Summary<V, O> summary) {
        BatchRun<V> run = new BatchRun<>(directory, options);
        return BackgroundTask.start(
                directory.batch().kind(), directory.path(), run.cancellation, () -> summary.of(run.execute(task)));
    }

    private BatchOutcome<V> execute(Function<List<Integer>, Task<V>> task) throws Exception {
        long startNanos = System.nanoTime();
        Batch<V> batch = directory.batch();
        BatchResults<V> results = new BatchResults<>(directory, options.listener(), counters);
        int earlier = results.all().size();
        List<Integer> missing = IntStream.range(0, batch.size())
                .filter(member -> !results.has(member))
                .boxed()
                .sorted(Comparator.comparingLong(member -> -batch.cost(member)))
                .toList();
        try (results) {
            make(missing, task.apply(missing), results);
        }
        double seconds = (System.nanoTime() - startNanos) * 1e-9;
        return new BatchOutcome<>(directory.path(), batch, results.all(), earlier, seconds);
    }

    private void make(List<Integer> members, Task<V> task, BatchResults<V> results) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(options.jobs());
        CompletionService<Optional<MemberResult<V>>> ended = new ExecutorCompletionService<>(pool);
        List<Future<?>> open = new ArrayList<>();
        try {
            members.forEach(member -> open.add(ended.submit(() -> run(member, task))));
            results.report();
            for (int left = members.size(); left > 0; ) {
                Future<Optional<MemberResult<V>>> next = ended.poll(REPORT_MILLISECONDS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.get().ifPresent(results::add);
                    left--;
                }
                results.writeNowAndThen();
            }
        } finally {
            cancellation.request();
            open.forEach(future -> future.cancel(false));
            pool.shutdown();
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
    }

    /** The result; nothing if the batch was cancelled before the end. */
    private Optional<MemberResult<V>> run(int member, Task<V> task) throws InterruptedException {
        if (cancellation.isRequested()) {
            return Optional.empty();
        }
        MemberEngine engine = new MemberEngine(options, cancellation, counters);
        try {
            return task.run(member, engine).map(value -> engine.result(member, value));
        } catch (RunFailedException | InvalidScenarioException | RuntimeException e) {
            return Optional.of(engine.failure(member, e));
        }
    }

    /**
     * Makes the runs of a batch, by several threads at once.
     *
     * @param <V> what a run gives
     */
    @FunctionalInterface
    public interface Task<V> {

        /** Makes the run of that number, and returns what it gave; nothing if it was cancelled. */
        Optional<V> run(int member, MemberEngine engine)
                throws RunFailedException, InvalidScenarioException, InterruptedException;
    }

    /**
     * Makes something of the results of a batch.
     *
     * @param <V> what a run gives
     * @param <O> what is made
     */
    @FunctionalInterface
    public interface Summary<V, O> {

        /** Makes it. */
        O of(BatchOutcome<V> outcome) throws InterruptedException;
    }
}
