package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.RunOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that let a run go on: how it is executed, kept and shown. */
final class ExecutionSettings {

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = WholeNumber.Threads.class,
            description = "Threads that compute, from 1 to 1024; by default as many as are fastest. The result does not"
                    + " depend on it.")
    @Nullable
    Long threads;

    @Option(
            names = "--metrics-port",
            paramLabel = "N",
            converter = WholeNumber.Port.class,
            description = "Serve counters and timers to Prometheus at http://127.0.0.1:N/metrics while the run goes on;"
                    + " 0 for any free port.")
    @Nullable
    Long metricsPort;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            converter = Interval.class,
            description = "How often to keep a state that the run can be resumed from, such as 10s; 0 for never. By"
                    + " default 5s.")
    @Nullable
    Duration checkpointEvery;

    @Option(names = "--no-progress", description = "Show no progress.")
    boolean noProgress;

    @Option(
            names = "--quiet",
            description = "Say nothing but what is wrong; the run's directory goes to standard output.")
    boolean quiet;

    /** The options as the run takes them, but for the metrics. */
    RunOptions options(EngineFactory engines) {
        RunOptions options = RunOptions.defaults().executedBy(engines);
        if (threads != null) {
            options = options.onThreads(threads.intValue());
        }
        return checkpointEvery == null ? options : options.keepingCheckpointsEvery(checkpointEvery);
    }
}
