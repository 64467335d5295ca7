package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Progress;
import io.dopaflow.models.record.EpochListener;
import io.dopaflow.models.task.Score;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Scores the weights of ended epochs, one after the other on a thread of its own, while the run goes on. A few epochs may
 * wait; then the run waits for the scores. A checkpoint comes here in its turn, so that no score of an epoch that ended
 * before it is missing when the run is resumed.
 */
final class Scoring implements EpochListener, AutoCloseable {
    private static final int PENDING = 4;
    private static final long POLL_MILLISECONDS = 50;

    /** How a model is scored. */
    interface Scorer {
        /** Learning opportunities in an epoch. */
        int epoch();

        /** Steps of the family's work done after so many learning opportunities. */
        long steps(long opportunities);

        /** How well the weights do on the samples that are learnt from. */
        Score training(double[] weights);

        /** The same on held-out samples; empty if there are none. */
        Optional<Score> heldOut(double[] weights);
    }

    /**
     * When weights are as they are.
     *
     * @param opportunities learning opportunities done
     * @param steps of the family's work done
     */
    record Moment(long opportunities, long steps, long timePs) {}

    /** Something to be done in its turn. */
    private sealed interface Task {}

    /** Weights to be scored; what comes of it is a result, or it is for {@link #first()} only. */
    private record Weights(Moment moment, double[] weights, boolean isResult) implements Task {}

    private record Action(Runnable action) implements Task {}

    private final Scorer scorer;
    private final long startNanos;
    private final BiConsumer<Progress, double[]> results;
    private final Runnable onFailure;
    /** Nothing stands for the end. */
    private final BlockingQueue<Optional<Task>> tasks = new ArrayBlockingQueue<>(PENDING);

    private final Thread thread;
    private volatile Optional<RuntimeException> failure = Optional.empty();
    private Optional<Progress> first = Optional.empty();
    private Optional<Progress> last = Optional.empty();

    /**
     * Starts to score.
     *
     * @param scorer of the model that is run
     * @param initial its weights before the first learning opportunity
     * @param startNanos when the run started, in the time of {@link System#nanoTime}
     * @param results takes each score, with the weights that are scored
     * @param onFailure called when a score cannot be computed or taken; no further ones are
     * @param resumed whether the score before the first learning opportunity has been a result before
     */
    Scoring(
            Scorer scorer,
            double[] initial,
            long startNanos,
            BiConsumer<Progress, double[]> results,
            Runnable onFailure,
            boolean resumed) {
        this.scorer = scorer;
        this.startNanos = startNanos;
        this.results = results;
        this.onFailure = onFailure;
        this.thread = new Thread(this::work, "run-scores");
        thread.setDaemon(true);
        thread.start();
        put(Optional.of(new Weights(new Moment(0, 0, 0), initial, !resumed)));
    }

    @Override
    public void onEpoch(long opportunities, long timePs, double[] theta) {
        Moment moment = new Moment(opportunities, scorer.steps(opportunities), timePs);
        put(Optional.of(new Weights(moment, theta, true)));
    }

    /** Does something when all weights that were taken before have been scored; not if that fails. */
    void afterwards(Runnable action) {
        put(Optional.of(new Action(action)));
    }

    private void put(Optional<Task> task) {
        try {
            while (thread.isAlive() && !tasks.offer(task, POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                // The scores are slower than the run: wait for them.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            for (Optional<Task> task = tasks.take(); task.isPresent(); task = tasks.take()) {
                if (task.get() instanceof Action afterwards) {
                    afterwards.action().run();
                } else if (task.get() instanceof Weights weights) {
                    score(weights);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = Optional.of(e);
            onFailure.run();
        }
    }

    /** On the samples that are learnt from and on those held out. */
    private void score(Weights weights) {
        Moment moment = weights.moment();
        Progress score = new Progress(
                Math.toIntExact(moment.opportunities() / scorer.epoch()),
                moment.opportunities(),
                moment.timePs(),
                scorer.training(weights.weights()),
                scorer.heldOut(weights.weights()),
                (System.nanoTime() - startNanos) * 1e-9,
                moment.steps());
        if (first.isEmpty()) {
            first = Optional.of(score);
        }
        last = Optional.of(score);
        if (weights.isResult()) {
            results.accept(score, weights.weights());
        }
    }

    /** Scores the last weights of the run, unless they were those of an epoch's end. */
    void finish(Moment end, double[] weights) {
        close();
        boolean known = last.filter(score -> score.steps() == end.steps()).isPresent();
        if (failure.isEmpty() && !known) {
            try {
                score(new Weights(end, weights, true));
            } catch (RuntimeException e) {
                failure = Optional.of(e);
            }
        }
    }

    /** Scores what is waiting, and ends. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        put(Optional.empty());
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why there are no more scores, if there are none; after the end. */
    Optional<RuntimeException> failure() {
        return failure;
    }

    /** The score before the first learning opportunity; after the end. */
    Optional<Progress> first() {
        return first;
    }

    /** The latest score; after the end. */
    Optional<Progress> last() {
        return last;
    }
}
