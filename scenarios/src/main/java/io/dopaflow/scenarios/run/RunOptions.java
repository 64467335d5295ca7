package io.dopaflow.scenarios.run;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a scenario is run. Nothing here changes the bits of the result.
 *
 * @param directory of the run; empty for a new one under {@code runs}
 * @param overwrite whether an earlier run in that directory may be replaced
 * @param threads that compute, at least 1; empty for as many as are fastest
 * @param listener follows the run
 * @param registry gets the meters of the run too, while it goes on
 * @param engines makes the engine
 * @param checkpointEvery how often a state is kept that the run could be resumed from, and at a cancellation; zero for
 *     never
 */
public record RunOptions(
        Optional<Path> directory,
        boolean overwrite,
        OptionalInt threads,
        RunListener listener,
        Optional<MeterRegistry> registry,
        EngineFactory engines,
        Duration checkpointEvery) {

    private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);

    /** Rejects fewer than one thread and a negative duration. */
    public RunOptions {
        if (checkpointEvery.isNegative()) {
            throw new IllegalArgumentException(
                    "checkpoints are to be kept every " + checkpointEvery + "; allowed: a duration, or zero for never");
        }
        threads.ifPresent(count -> {
            if (count < 1) {
                throw new IllegalArgumentException("threads are " + count + "; allowed: at least 1");
            }
        });
    }

    /** A new directory under {@code runs}, as many threads as are fastest, nobody following. */
    public static RunOptions defaults() {
        return new RunOptions(
                Optional.empty(),
                false,
                OptionalInt.empty(),
                RunListener.NONE,
                Optional.empty(),
                EngineFactory.standard(),
                CHECKPOINT_EVERY);
    }

    /** The same, into the given directory, which must be new or empty. */
    public RunOptions into(Path path) {
        return new RunOptions(Optional.of(path), overwrite, threads, listener, registry, engines, checkpointEvery);
    }

    /** The same, where an earlier run in the directory is replaced. */
    public RunOptions overwriting() {
        return new RunOptions(directory, true, threads, listener, registry, engines, checkpointEvery);
    }

    /** The same, on so many threads. */
    public RunOptions onThreads(int count) {
        return new RunOptions(
                directory, overwrite, OptionalInt.of(count), listener, registry, engines, checkpointEvery);
    }

    /** The same, followed by the listener. */
    public RunOptions followedBy(RunListener follower) {
        return new RunOptions(directory, overwrite, threads, follower, registry, engines, checkpointEvery);
    }

    /** The same, with the meters of the run in the registry too. */
    public RunOptions measuredIn(MeterRegistry meters) {
        return new RunOptions(directory, overwrite, threads, listener, Optional.of(meters), engines, checkpointEvery);
    }

    /** The same, executed by an engine of that factory. */
    public RunOptions executedBy(EngineFactory factory) {
        return new RunOptions(directory, overwrite, threads, listener, registry, factory, checkpointEvery);
    }

    /** The same, with a state kept so often; zero for never. */
    public RunOptions keepingCheckpointsEvery(Duration duration) {
        return new RunOptions(directory, overwrite, threads, listener, registry, engines, duration);
    }
}
