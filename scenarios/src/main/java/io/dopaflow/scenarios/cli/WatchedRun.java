package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.MetricsServer;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.RunOutcome;
import io.dopaflow.scenarios.run.ScenarioRun;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.io.IOException;
import java.util.List;

/** A run before the eyes of the user: metrics and progress while it goes on, Ctrl-C, and at the end what came out. */
final class WatchedRun {
    private final Terminal terminal;
    private final ExecutionSettings settings;
    private final EngineFactory engines;
    private final LoadedScenario scenario;
    private final EngineChoice choice;
    private long opportunitiesDone;

    /** Starts a run. */
    @FunctionalInterface
    interface Starter {
        ScenarioRun start(RunOptions options);
    }

    WatchedRun(
            Terminal terminal,
            ExecutionSettings settings,
            EngineFactory engines,
            LoadedScenario scenario,
            EngineChoice choice) {
        this.terminal = terminal;
        this.settings = settings;
        this.engines = engines;
        this.scenario = scenario;
        this.choice = choice;
    }

    /** The same, where some learning opportunities were done before. */
    WatchedRun after(long opportunities) {
        opportunitiesDone = opportunities;
        return this;
    }

    /** Lets the run go on to its end and returns the exit code. */
    int run(Starter starter) throws InterruptedException {
        RunOptions options = settings.options(engines);
        if (settings.metricsPort == null) {
            return run(starter, options);
        }
        try (MetricsServer server = serve(settings.metricsPort)) {
            terminal.tell("metrics at " + server.url());
            return run(starter, options.measuredIn(server.registry()));
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

    private int run(Starter starter, RunOptions options) throws InterruptedException {
        try (Interruption interruption = Interruption.begin()) {
            RunOutcome outcome;
            try (RunDisplay display = RunDisplay.of(terminal, settings, scenario, opportunitiesDone)) {
                ScenarioRun run = starter.start(options.followedBy(display));
                interruption.cancels(run);
                sayEngine(run.environment());
                outcome = run.await();
            }
            int exitCode = report(outcome);
            terminal.out().flush();
            return exitCode;
        }
    }

    /** Who left the choice to the program is told what it chose. */
    private void sayEngine(RunManifest.Environment environment) {
        if (choice == EngineChoice.AUTO && !settings.quiet) {
            terminal.tell("engine @|bold " + environment.engine() + "|@: " + Text.escaped(environment.reason()));
        }
    }

    private int report(RunOutcome outcome) {
        RunStatus status = outcome.status();
        if (status == RunStatus.FAILED) {
            RunManifest.Failure failure = outcome.failure().orElseThrow();
            String what = failure.culprit() + " failed " + failure.at() + ": " + Text.oneLine(failure.message());
            terminal.tell("@|red dopaflow:|@ "
                    + Text.escaped(what + "; more in " + outcome.directory().resolve("run.log")));
            return ExitCode.FAILED;
        }
        if (!settings.quiet) {
            new RunSummary(terminal, scenario, outcome).print();
        }
        if (settings.quiet || !terminal.outIsTerminal()) {
            terminal.out().println(outcome.directory());
        }
        return status == RunStatus.CANCELLED ? ExitCode.CANCELLED : ExitCode.DONE;
    }
}
