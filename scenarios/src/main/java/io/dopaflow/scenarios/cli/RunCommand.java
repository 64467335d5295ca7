package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.ScenarioRun;
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
        description = {
            "Run a scenario; at the end, say where the run is and how well it has learnt.",
            "A run consists of learning opportunities. In each of them one sample is presented for n cycles, waves of"
                    + " spikes through the network; then the weights can be compared with the gradient flow."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow run iris",
            "  dopaflow run mine.yaml --seed 7 --set 'network.hidden=[{size: 8}]'",
            "  dopaflow run xor --record full --out runs/xor --force",
            "  dopaflow run digits --metrics-port 9400  # http://127.0.0.1:9400/metrics",
            "  run=$(dopaflow run iris --quiet) && dopaflow compare \"$run\"",
            "",
            "Ctrl-C ends a run after the current cycle. Its directory stays readable, and",
            "dopaflow resume DIR continues the run, as it does after a crash."
        })
final class RunCommand implements Command {
    private final Terminal terminal;
    private final EngineFactory engines;

    @Mixin
    private RunSettings settings = new RunSettings();

    @Mixin
    private ExecutionSettings execution = new ExecutionSettings();

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
                problems.addAll(e.lines());
            }
        }
        return problems;
    }

    @Override
    public int execute() throws InterruptedException {
        LoadedScenario loaded = Objects.requireNonNull(scenario);
        if (!execution.isQuiet()) {
            Forewarning.of(loaded.model())
                    .ifPresent(warning -> terminal.tell("@|yellow warning:|@ " + Text.escaped(warning)
                            + "; for details see " + Text.escaped("dopaflow plan " + settings.scenario)));
        }
        return execution.run(
                terminal,
                engines,
                loaded,
                loaded.scenario().engine(),
                0,
                options -> ScenarioRun.start(loaded, options.but(parts -> {
                    parts.directory = Optional.ofNullable(settings.out);
                    parts.overwrite = settings.force;
                })));
    }
}
