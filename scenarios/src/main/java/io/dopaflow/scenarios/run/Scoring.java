package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Progress;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.record.EpochListener;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Scores the weights of ended epochs, one after the other on a thread of its own, while the run goes on. A few epochs may
 * wait; then the run waits for the scores. A checkpoint comes here in its turn, so that no score of an epoch that ended
 * before it is missing when the run is resumed.
 */
final class Scoring implements EpochListener, AutoCloseable {
    private static final int PENDING = 4;
    private static final long POLL_MILLISECONDS = 50;

    /** Something to be done in its turn. */
    private sealed interface Task {}

    /** Weights to be scored; what comes of it is a result, or it is for {@link #first()} only. */
    private record Weights(long cycles, long timePs, double[] theta, boolean isResult) implements Task {}

    private record Action(Runnable action) implements Task {}

    private final LearningCycle model;
    private final long startNanos;
    private final Consumer<Progress> results;
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
     * @param model that is run
     * @param startNanos when the run started, in the time of {@link System#nanoTime}
     * @param results takes each score
     * @param onFailure called when a score cannot be computed or taken; no further ones are
     * @param resumed whether the score before the first learning opportunity has been a result before
     */
    Scoring(LearningCycle model, long startNanos, Consumer<Progress> results, Runnable onFailure, boolean resumed) {
        this.model = model;
        this.startNanos = startNanos;
        this.results = results;
        this.onFailure = onFailure;
        this.thread = new Thread(this::work, "run-scores");
        thread.setDaemon(true);
        thread.start();
        put(Optional.of(new Weights(0, 0, model.initialTheta(), !resumed)));
    }

    @Override
    public void onEpoch(long opportunities, long timePs, double[] theta) {
        put(Optional.of(new Weights(model.runCycle(opportunities, 0), timePs, theta, true)));
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
        long opportunities = model.opportunityOf(weights.cycles());
        Progress score = new Progress(
                Math.toIntExact(opportunities / model.samples().training().size()),
                opportunities,
                weights.timePs(),
                model.trainingScore(weights.theta()),
                model.heldOutScore(weights.theta()),
                (System.nanoTime() - startNanos) * 1e-9,
                weights.cycles());
        if (first.isEmpty()) {
            first = Optional.of(score);
        }
        last = Optional.of(score);
        if (weights.isResult()) {
            results.accept(score);
        }
    }

    /** Scores the last weights of the run, unless they were those of an epoch's end. */
    void finish(CycleState end) {
        close();
        long cycles = end.cycles();
        boolean known = last.filter(score -> score.cycles() == cycles).isPresent();
        if (failure.isEmpty() && !known) {
            try {
                score(new Weights(cycles, model.timing().startPs(cycles), end.theta(), true));
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
