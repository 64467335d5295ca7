package io.dopaflow.analysis.learned;

import io.dopaflow.models.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Learns tasks on several threads. What comes of it does not depend on their number. */
public final class TaskPool implements AutoCloseable {
    private final TaskFamily family;
    private final Supplier<InnerLoop> loops;
    private final Queue<InnerLoop> idle = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;

    /**
     * A pool of threads.
     *
     * @param withDerivatives whether outcomes have gradients
     * @param threads at least 1
     */
    public TaskPool(TaskFamily family, boolean withDerivatives, int threads) {
        this.family = family;
        this.loops = () -> withDerivatives ? InnerLoop.withDerivatives(family) : InnerLoop.plain(family);
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /**
     * Lets rules learn the same tasks.
     *
     * @param streams that draw the tasks
     * @param tasks how many
     * @param rules coefficients of each
     * @return by task, then by rule
     * @throws InterruptedException if this thread is interrupted
     */
    public List<List<InnerLoop.Outcome>> learn(RandomStreams streams, int tasks, List<double[]> rules)
            throws InterruptedException {
        List<Callable<List<InnerLoop.Outcome>>> work = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            int number = i;
            work.add(() -> learn(family.tasks().draw(streams, number), rules));
        }
        List<List<InnerLoop.Outcome>> outcomes = new ArrayList<>();
        for (Future<List<InnerLoop.Outcome>> done : threads.invokeAll(work)) {
            outcomes.add(outcome(done));
        }
        return outcomes;
    }

    private static <T> T outcome(Future<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a task could not be learnt: " + e.getCause(), e.getCause());
        }
    }

    private List<InnerLoop.Outcome> learn(Task task, List<double[]> rules) {
        InnerLoop free = idle.poll();
        InnerLoop loop = free == null ? loops.get() : free;
        try {
            return rules.stream().map(rule -> loop.run(rule, task)).toList();
        } finally {
            idle.add(loop);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
