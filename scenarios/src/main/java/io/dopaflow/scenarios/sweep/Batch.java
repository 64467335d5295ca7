package io.dopaflow.scenarios.sweep;

import io.dopaflow.simulator.engine.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Runs of which several go on at once, begun in order. What they give is handed over on the caller's thread as they end.
 *
 * @param jobs runs that go on at once, at least 1
 * @param cancellation after which no further run is begun
 */
public record Batch(int jobs, Cancellation cancellation) {
    private static final long REPORT_MILLISECONDS = 200;

    /**
     * Makes all runs.
     *
     * @param runs each gives a result, or nothing if it was cancelled
     * @param results gets the results
     * @param <R> of a result
     * @throws ExecutionException if a run threw an exception; the others are cancelled
     * @throws InterruptedException if this thread is interrupted; the others are cancelled
     */
    public <R> void run(List<Callable<Optional<R>>> runs, Results<R> results)
            throws ExecutionException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        CompletionService<Optional<R>> ended = new ExecutorCompletionService<>(pool);
        List<Future<?>> open = new ArrayList<>();
        try {
            for (Callable<Optional<R>> run : runs) {
                open.add(ended.submit(() -> cancellation.isRequested() ? Optional.empty() : run.call()));
            }
            results.report();
            for (int left = runs.size(); left > 0; ) {
                Future<Optional<R>> next = ended.poll(REPORT_MILLISECONDS, TimeUnit.MILLISECONDS);
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
}
