package io.dopaflow.scenarios.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Threads of this process.
 *
 * @param jobs runs that go on at once, at least 1
 */
record LocalCrew(int jobs) implements Crew {

    /** Rejects fewer than one job. */
    LocalCrew {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs are " + jobs + "; allowed: at least 1");
        }
    }

    @Override
    public <V> void make(Assignment<V> what) throws ExecutionException, InterruptedException {
        MemberRun<V> runs = what.runs().get();
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        CompletionService<Void> ended = new ExecutorCompletionService<>(pool);
        List<Future<Void>> open = new ArrayList<>();
        try {
            for (int member : what.members()) {
                open.add(ended.submit(() -> {
                    runs.make(member, what.cancellation(), what.counters()).ifPresent(what.taker());
                    return null;
                }));
            }
            for (int left = open.size(); left > 0; left--) {
                ended.take().get();
            }
        } finally {
            what.cancellation().request();
            open.forEach(future -> future.cancel(false));
            pool.shutdown();
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        }
    }
}
