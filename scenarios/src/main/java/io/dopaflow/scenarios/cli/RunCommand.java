package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.scenarios.catalog.Catalog;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.MetricsServer;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.RunOutcome;
import io.dopaflow.scenarios.run.ScenarioRun;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.schema.load.LoadedScenario;
import io.dopaflow.scenarios.schema.problem.InvalidScenarioException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Runs a scenario and says what came out. */
@CommandLine.Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run a scenario; at the end say where the run is and what came out.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow run iris",
            "  dopaflow run mine.yaml --seed 7 --set learning.cycles=200 --set 'network.hidden=[{size: 8}]'",
            "  dopaflow run xor --record full --out runs/xor --force",
            "  dopaflow run digits --metrics-port 9400     then open http://127.0.0.1:9400/metrics",
            "  run=$(dopaflow run iris --quiet) && dopaflow compare \"$run\"",
            "",
            "Ctrl-C ends a run after the cycle that it is in; its directory stays readable."
        })
final class RunCommand implements Command {
    private final Terminal terminal;
    private final EngineFactory engines;

    @Mixin
    private RunSettings settings = new RunSettings();

    private @Nullable LoadedScenario scenario;

    RunCommand(Terminal terminal, EngineFactory engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(OutputDirectory.problems(settings.out, settings.force));
        if (settings.scenario != null) {
            try {
                scenario = Catalog.load(settings.scenario, settings.allOverrides());
            } catch (InvalidScenarioException e) {
                e.problems().forEach(problem -> problems.add(problem.toString()));
            }
        }
        return problems;
    }

    @Override
    public int execute() throws InterruptedException {
        if (settings.metricsPort == null) {
            return run(Optional.empty());
        }
        try (MetricsServer server = serve(settings.metricsPort)) {
            terminal.tell("metrics at " + server.url());
            return run(Optional.of(server));
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

    private int run(Optional<MetricsServer> server) throws InterruptedException {
        LoadedScenario loaded = Objects.requireNonNull(scenario);
        try (Interruption interruption = Interruption.begin()) {
            RunOutcome outcome;
            try (RunDisplay display = RunDisplay.of(terminal, settings, loaded)) {
                ScenarioRun run = ScenarioRun.start(loaded, options(server).followedBy(display));
                interruption.cancels(run);
                sayEngine(run.environment(), loaded.scenario().engine());
                outcome = run.await();
            }
            int exitCode = report(outcome, loaded);
            terminal.out().flush();
            return exitCode;
        }
    }

    /** Who left the choice to the program is told what it chose. */
    private void sayEngine(RunManifest.Environment environment, EngineChoice choice) {
        if (choice == EngineChoice.AUTO && !settings.quiet) {
            terminal.tell("engine @|bold " + environment.engine() + "|@: " + Text.escaped(environment.reason()));
        }
    }

    private RunOptions options(Optional<MetricsServer> server) {
        RunOptions options = RunOptions.defaults().executedBy(engines);
        if (settings.out != null) {
            options = options.into(settings.out);
        }
        if (settings.force) {
            options = options.overwriting();
        }
        if (settings.threads != null) {
            options = options.onThreads(settings.threads.intValue());
        }
        return server.isPresent() ? options.measuredIn(server.get().registry()) : options;
    }

    private int report(RunOutcome outcome, LoadedScenario loaded) {
        RunStatus status = outcome.status();
        if (status == RunStatus.FAILED) {
            RunManifest.Failure failure = outcome.failure().orElseThrow();
            String what = failure.culprit() + " failed " + failure.at() + ": " + Text.oneLine(failure.message());
            terminal.tell("@|red dopaflow:|@ "
                    + Text.escaped(what + "; more in " + outcome.directory().resolve("run.log")));
            return ExitCode.FAILED;
        }
        if (!settings.quiet) {
            new RunSummary(terminal, loaded, outcome).print();
        }
        if (settings.quiet || !terminal.outIsTerminal()) {
            terminal.out().println(outcome.directory());
        }
        return status == RunStatus.CANCELLED ? ExitCode.CANCELLED : ExitCode.DONE;
    }
}
