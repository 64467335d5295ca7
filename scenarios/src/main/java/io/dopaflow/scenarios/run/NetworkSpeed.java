package io.dopaflow.scenarios.run;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.engine.Cancellation;
import io.dopaflow.simulator.engine.Checkpoints;
import io.dopaflow.simulator.engine.ProgressListener;
import io.dopaflow.simulator.engine.RunCounters;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * How fast an engine executes a network here: an estimate from the first second or two of the run itself, without recording. The
 * first part, while Java compiles, does not count. For very many actors it follows from the number of messages instead.
 */
public final class NetworkSpeed {
    private static final double COMPILING_SECONDS = 0.5;
    private static final double MEASURED_SECONDS = 1;

    /** Actors of a network with more messages are not tried: to make them may take minutes. */
    private static final double MOST_MESSAGES = 1e8;

    /** A run is ended that has not begun to go on by then. */
    private static final double LONGEST_BUILD_SECONDS = 20;

    private NetworkSpeed() {}

    /**
     * Measures it.
     *
     * @param engines makes the engine
     * @param choice which
     * @param network begins, and is cancelled
     * @return seconds for a second of biological time; empty if the run fails or did not begin
     */
    public static OptionalDouble secondsPerSecond(EngineFactory engines, EngineChoice choice, SpikingNetwork network)
            throws InterruptedException {
        if (choice == EngineChoice.ACTOR && NetworkEngines.messages(network) > MOST_MESSAGES) {
            double seconds = VirtualTime.toMilliseconds(network.durationPs()) / 1000;
            return OptionalDouble.of(NetworkEngines.actorSeconds(network) / seconds);
        }
        Stopwatch stopwatch = new Stopwatch();
        try {
            engines.choose(choice, OptionalInt.empty(), network)
                    .engine()
                    .run(new RunRequest(
                            new SpikingSimulation(
                                    network, new SpikingPlan(new BitSet(), List.of()), SpikingRecorder.NONE),
                            stopwatch.cancellation,
                            stopwatch,
                            new RunCounters(),
                            Checkpoints.NONE));
        } catch (RunFailedException e) {
            // What it has done until then was measured.
        }
        return stopwatch.secondsPerSecond();
    }

    private static final class Stopwatch implements ProgressListener {
        private final Cancellation cancellation = new Cancellation();
        private final long begunNanos = System.nanoTime();
        private long firstNanos;
        private long fromNanos;
        private long fromMs = -1;
        private long toNanos;
        private long toMs;

        @Override
        public synchronized void onProgress(long done) {
            long now = System.nanoTime();
            if (firstNanos == 0) {
                firstNanos = now;
                fromNanos = now;
                fromMs = done;
            }
            if (seconds(firstNanos, now) < COMPILING_SECONDS) {
                fromNanos = now;
                fromMs = done;
            }
            toNanos = now;
            toMs = done;
            if (seconds(fromNanos, now) > MEASURED_SECONDS || seconds(begunNanos, now) > LONGEST_BUILD_SECONDS) {
                cancellation.request();
            }
        }

        private static double seconds(long from, long to) {
            return (double) (to - from) / TimeUnit.SECONDS.toNanos(1);
        }

        synchronized OptionalDouble secondsPerSecond() {
            // A run that was over while Java compiled is timed as a whole.
            boolean isShort = toMs == fromMs;
            double seconds = seconds(isShort ? begunNanos : fromNanos, toNanos);
            double biological = isShort ? toMs : toMs - fromMs;
            return fromMs < 0 || biological <= 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(seconds / biological * 1000);
        }
    }
}
