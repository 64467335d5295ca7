package io.dopaflow.scenarios.run;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.ProgressListener;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * How fast an engine executes a network here: an estimate from a moment of the run itself, without recording. The
 * fastest of some windows counts, as Java compiles in the first.
 */
public final class EngineSpeed {
    private static final int MOST_WINDOWS = 40;
    /** Windows without a faster one among them that end the measurement: compiled code comes in steps. */
    private static final int STEADY_WINDOWS = 8;

    private static final double FASTER = 1.1;
    private static final long WINDOW_MS = 100;
    private static final long LONGEST_START_MS = 1_000;

    private EngineSpeed() {}

    /**
     * Measures it until it has not become faster for {@value #STEADY_WINDOWS} windows, about two seconds.
     *
     * @param engines makes the engine
     * @param choice which
     * @param model begins, and is cancelled
     * @return seconds for a cycle; empty if the run fails or ends before anything was measured
     */
    public static OptionalDouble secondsPerCycle(EngineFactory engines, EngineChoice choice, LearningCycle model)
            throws InterruptedException {
        Stopwatch stopwatch = new Stopwatch();
        Thread watch = new Thread(stopwatch, "dopaflow-stopwatch");
        watch.setDaemon(true);
        watch.start();
        try {
            engines.choose(choice, OptionalInt.empty(), model)
                    .engine()
                    .run(new RunRequest(
                            new CycleSimulation(
                                    endless(model), RecordingPlan.weightsOnly(Long.MAX_VALUE), new CycleRecorder() {}),
                            stopwatch.cancellation,
                            ProgressListener.NONE,
                            stopwatch.counters,
                            Checkpoints.NONE));
        } catch (RunFailedException e) {
            // A run that diverges has been measured until then.
        } finally {
            watch.interrupt();
            watch.join();
        }
        return stopwatch.secondsPerCycle();
    }

    /** The same model, which goes on as long as the time axis lets it. */
    private static LearningCycle endless(LearningCycle model) {
        return model.but(
                parts -> parts.opportunities = LearningCycle.mostOpportunities(model.timing(), model.schedule()));
    }

    /** Reads the counters of a run again and again, then cancels it. */
    private static final class Stopwatch implements Runnable {
        private final RunCounters counters = new RunCounters();
        private final Cancellation cancellation = new Cancellation();
        private double best;

        @Override
        public void run() {
            try {
                long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_START_MS);
                while (counters.cycles() == 0 && System.nanoTime() < deadline) {
                    Thread.sleep(1);
                }
                int steady = 0;
                for (int window = 0; window < MOST_WINDOWS && steady < STEADY_WINDOWS; window++) {
                    long cycles = counters.cycles();
                    long nanos = System.nanoTime();
                    Thread.sleep(WINDOW_MS);
                    double rate = (counters.cycles() - cycles) / ((System.nanoTime() - nanos) * 1e-9);
                    steady = rate > FASTER * best ? 0 : steady + 1;
                    best = Math.max(best, rate);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // The run has ended by itself.
            }
            cancellation.request();
        }

        /** To be called when the thread has ended. */
        OptionalDouble secondsPerCycle() {
            return best > 0 ? OptionalDouble.of(1 / best) : OptionalDouble.empty();
        }
    }
}
