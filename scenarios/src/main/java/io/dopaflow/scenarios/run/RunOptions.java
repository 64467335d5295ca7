package io.dopaflow.scenarios.run;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

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

    /** Where runs go that are told no directory: a folder of the working directory. */
    public static final Path HOME = Path.of("runs");

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

    /** These, with the run going into the given directory, which must be new or empty. */
    public RunOptions into(Path path) {
        return but(parts -> parts.directory = Optional.of(path));
    }

    /** These with some changed: {@code options.but(parts -> parts.threads = OptionalInt.of(1))}. */
    public RunOptions but(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new RunOptions(
                parts.directory,
                parts.overwrite,
                parts.threads,
                parts.listener,
                parts.registry,
                parts.engines,
                parts.checkpointEvery);
    }

    /** Options that are being made from others; see the record's components of the same names. */
    public static final class Parts {
        public Optional<Path> directory;
        public boolean overwrite;
        public OptionalInt threads;
        public RunListener listener;
        public Optional<MeterRegistry> registry;
        public EngineFactory engines;
        public Duration checkpointEvery;

        private Parts(RunOptions options) {
            directory = options.directory;
            overwrite = options.overwrite;
            threads = options.threads;
            listener = options.listener;
            registry = options.registry;
            engines = options.engines;
            checkpointEvery = options.checkpointEvery;
        }
    }
}
