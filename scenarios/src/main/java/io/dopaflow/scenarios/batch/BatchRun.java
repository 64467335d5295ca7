package io.dopaflow.scenarios.batch;

import io.dopaflow.scenarios.run.BackgroundTask;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.RunCounters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Has the runs of a batch made by a crew, and keeps their results. Runs that the directory has are not made
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
     * @param task what a run does; asked for once the directory is this process's, where runs are made in this process
     * @param summary of the results, made before the directory is left
     * @param <V> what a run gives
     * @param <O> of the summary
     * @return the work, which ends with an {@link UnfinishedBatchException} if the crew is lost
     * @throws io.dopaflow.analysis.store.FileException if another process is writing the directory
     */
    public static <V, O> BackgroundTask<O> start(
            BatchDirectory<V> directory,
            BatchOptions options,
            Supplier<MemberRun.Task<V>> task,
            Summary<V, O> summary) {
        BatchRun<V> run = new BatchRun<>(directory, options);
        return BackgroundTask.start(
                directory.batch().kind(), directory.path(), run.cancellation, () -> summary.of(run.execute(task)));
    }

    private BatchOutcome<V> execute(Supplier<MemberRun.Task<V>> task) throws Exception {
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
            make(missing, task, results);
        } catch (Crew.LostException e) {
            throw new UnfinishedBatchException(
                    e.getMessage() + "; " + results.all().size() + " of " + batch.size() + " runs are done and kept in "
                            + directory.path() + ", and the same command with --out " + directory.path()
                            + " makes the others",
                    e);
        }
        double seconds = (System.nanoTime() - startNanos) * 1e-9;
        return new BatchOutcome<>(directory.path(), batch, results.all(), earlier, seconds);
    }

    /** The crew works in a thread of its own, so that its results are taken, told and written by this one. */
    private void make(List<Integer> members, Supplier<MemberRun.Task<V>> task, BatchResults<V> results)
            throws Exception {
        BlockingQueue<Optional<MemberResult<V>>> made = new LinkedBlockingQueue<>();
        Crew.Assignment<V> assignment = new Crew.Assignment<>(
                directory.batch(),
                members,
                () -> new MemberRun<>(task.get(), options.engines(), options.choice()),
                result -> made.add(Optional.of(result)),
                cancellation,
                counters);
        FutureTask<Void> work = new FutureTask<>(() -> {
            try {
                options.crew().make(assignment);
            } finally {
                made.add(Optional.empty());
            }
            return null;
        });
        Thread thread = new Thread(work, "crew");
        thread.start();
        try {
            results.report();
            boolean goesOn = true;
            while (goesOn) {
                Optional<MemberResult<V>> next = made.poll(REPORT_MILLISECONDS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    goesOn = next.isPresent();
                    next.ifPresent(results::add);
                }
                results.writeNowAndThen();
            }
            work.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            cancellation.request();
            thread.join();
        }
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
