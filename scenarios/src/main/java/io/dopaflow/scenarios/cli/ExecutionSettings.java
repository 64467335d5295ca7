package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.cluster.ClusterEngines;
import io.dopaflow.scenarios.cluster.Definition;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.MetricsServer;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.RunOutcome;
import io.dopaflow.scenarios.run.ScenarioRun;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.simulator.cluster.ClusterException;
import io.dopaflow.simulator.cluster.Coordinator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of all commands that let a run go on: how it is executed, kept and shown. */
final class ExecutionSettings {

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = WholeNumber.Threads.class,
            description = "Number of threads, from 1 to 1024; by default chosen for speed. The result does not"
                    + " depend on it.")
    @Nullable
    Long threads;

    @Option(
            names = "--metrics-port",
            paramLabel = "N",
            converter = WholeNumber.Port.class,
            description = "Serve counters and timers to Prometheus at%n  http://127.0.0.1:N/metrics during the run;"
                    + " 0 for any free port.")
    @Nullable
    Long metricsPort;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            converter = Interval.class,
            description = "How often to save a checkpoint from which the run can be resumed, such as 10s; 0 for"
                    + " never. By default 5s.")
    @Nullable
    Duration checkpointEvery;

    @Mixin
    private ClusterSettings cluster = new ClusterSettings();

    @Mixin
    private WatchSettings watch = new WatchSettings();

    boolean isQuiet() {
        return watch.quiet;
    }

    /** Whether the nodes of a cluster execute the run. */
    boolean isOnCluster() {
        return cluster.contact().isPresent();
    }

    /** What is wrong with these options, whatever is run. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(cluster.problems());
        if (threads != null && isOnCluster()) {
            problems.add("--threads: found " + threads
                    + " beside --cluster; allowed: one of the two, as each node computes with all of its cores");
        }
        return problems;
    }

    /** What is wrong with these options for a scenario. */
    List<String> problems(LoadedScenario scenario) {
        if (!isOnCluster()) {
            return List.of();
        }
        if (!(scenario instanceof LoadedNetwork)) {
            return List.of("--cluster: found " + scenario.scenario().name()
                    + ", which does not spike freely; allowed: a spiking network, whose parts nodes can execute. Of other"
                    + " scenarios a cluster makes sweeps and studies: dopaflow sweep, dopaflow converge");
        }
        return scenario.scenario().engine() == EngineChoice.ACTOR
                ? List.of(
                        "--engine: found actor beside --cluster; allowed: population or auto, as nodes execute parts of"
                                + " a network over arrays")
                : List.of();
    }

    /**
     * Lets a run go on to its end before the eyes of the user, with metrics if they are asked for.
     *
     * @param scenario of the run
     * @param choice of the engine
     * @param done units of the family's work that were done before
     * @param directory where it goes, as far as it is known
     * @param starter starts the run
     * @return the exit code
     */
    int run(
            Terminal terminal,
            EngineFactory engines,
            LoadedScenario scenario,
            EngineChoice choice,
            long done,
            Path directory,
            Function<RunOptions, ScenarioRun> starter)
            throws InterruptedException {
        if (!isOnCluster()) {
            return run(terminal, engines, scenario, choice, done, starter);
        }
        try (Coordinator coordinator = cluster.join(terminal, watch.isSilent(), directory)) {
            EngineFactory nodes = ClusterEngines.of(coordinator, Definition.of((LoadedNetwork) scenario));
            return run(terminal, nodes, scenario, choice, done, starter);
        } catch (ClusterException e) {
            throw new WrongInputException(List.of("--cluster: " + e.getMessage()));
        }
    }

    private int run(
            Terminal terminal,
            EngineFactory engines,
            LoadedScenario scenario,
            EngineChoice choice,
            long done,
            Function<RunOptions, ScenarioRun> starter)
            throws InterruptedException {
        ProgressDisplay display = new ProgressDisplay(
                terminal,
                watch.isSilent(),
                scenario.scenario().name(),
                done,
                Told.of(scenario).units());
        RunOptions options = RunOptions.defaults().but(parts -> {
            parts.engines = engines;
            parts.listener = display;
            parts.threads = threads == null ? parts.threads : OptionalInt.of(threads.intValue());
            parts.checkpointEvery = checkpointEvery == null ? parts.checkpointEvery : checkpointEvery;
        });
        if (metricsPort == null) {
            return run(terminal, display, scenario, choice, () -> starter.apply(options));
        }
        try (MetricsServer server = serve(metricsPort)) {
            terminal.tell("metrics at " + server.url());
            RunOptions measured = options.but(parts -> parts.registry = Optional.of(server.registry()));
            return run(terminal, display, scenario, choice, () -> starter.apply(measured));
        }
    }

    private static MetricsServer serve(long port) {
        try {
            return MetricsServer.start((int) port);
        } catch (IOException e) {
            throw new WrongInputException(List.of("--metrics-port: found " + port + ", which cannot be used ("
                    + Text.oneLine(e.getMessage()) + "); allowed: a free port, or 0 for any"));
        }
    }

    private int run(
            Terminal terminal,
            ProgressDisplay display,
            LoadedScenario scenario,
            EngineChoice choice,
            Supplier<ScenarioRun> starter)
            throws InterruptedException {
        return watch.watch(
                terminal,
                display,
                () -> {
                    ScenarioRun run = starter.get();
                    // Who left the choice to the program is told what it chose.
                    if (choice == EngineChoice.AUTO && !watch.quiet) {
                        RunManifest.Environment chosen = run.environment();
                        terminal.tell("engine @|bold " + chosen.engine() + "|@: " + Text.escaped(chosen.reason()));
                    }
                    return run;
                },
                outcome -> report(terminal, scenario, outcome));
    }

    private int report(Terminal terminal, LoadedScenario scenario, RunOutcome outcome) {
        RunStatus status = outcome.status();
        if (status == RunStatus.FAILED) {
            RunManifest.Failure failure = outcome.failure().orElseThrow();
            String what = failure.culprit() + " failed " + failure.at() + ": " + Text.oneLine(failure.message());
            terminal.problem(what + "; more in " + outcome.directory().resolve("run.log"));
            return ExitCode.FAILED;
        }
        if (!watch.quiet) {
            Told.of(scenario).summary(terminal, outcome).print();
        }
        if (watch.quiet || !terminal.outIsTerminal()) {
            terminal.out().println(outcome.directory());
        }
        return status == RunStatus.CANCELLED ? ExitCode.CANCELLED : ExitCode.DONE;
    }

    /** Reads how often something is done, in time on the clock: with its unit, or 0 for never. */
    static final class Interval implements ITypeConverter<Duration> {
        private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000;

        @Override
        public Duration convert(String word) {
            if (word.equals("0")) {
                return Duration.ZERO;
            }
            try {
                long picoseconds = new TimeOption().convert(word);
                return Duration.ofNanos(
                        picoseconds / (VirtualTime.PICOSECONDS_PER_MILLISECOND / NANOSECONDS_PER_MILLISECOND));
            } catch (TypeConversionException e) {
                throw new TypeConversionException("a time with its unit (s, ms, us), such as 10s, or 0 for never");
            }
        }
    }
}
