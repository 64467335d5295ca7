package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.simulator.engine.Checkpoints;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.BiConsumer;

/**
 * Asks the engine for a state every few seconds and lets it be kept. There is never more than one on its way to the disk,
 * which bounds the memory: while one is, none is asked for.
 */
final class RunCheckpoints implements Checkpoints, AutoCloseable {
    private final Checkpoint.Origin origin;
    private final long startNanos;
    private final BiConsumer<Checkpoint, Runnable> keeper;
    private final Timer timer = new Timer("run-checkpoints", true);
    private volatile boolean due;
    private volatile boolean underWay;

    /**
     * Starts to ask.
     *
     * @param origin of the states
     * @param every how often, positive
     * @param startNanos when the run started, in the time of {@link System#nanoTime}
     * @param keeper takes a checkpoint, and what to call when it is kept
     */
    RunCheckpoints(Checkpoint.Origin origin, Duration every, long startNanos, BiConsumer<Checkpoint, Runnable> keeper) {
        this.origin = origin;
        this.startNanos = startNanos;
        this.keeper = keeper;
        long milliseconds = Math.max(1, every.toMillis());
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        due = !underWay;
                    }
                },
                milliseconds,
                milliseconds);
    }

    @Override
    public boolean isDue() {
        if (!due) {
            return false;
        }
        underWay = true;
        due = false;
        return true;
    }

    @Override
    public void take(SimulationState state) {
        double seconds = (System.nanoTime() - startNanos) * 1e-9;
        keeper.accept(new Checkpoint(origin, state, seconds), () -> underWay = false);
    }

    @Override
    public void close() {
        timer.cancel();
    }
}
