package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.ResumableRun;
import io.dopaflow.scenarios.run.ScenarioRun;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes on with a run that did not finish. */
@CommandLine.Command(
        name = "resume",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Continue a run that was interrupted.",
            "A run that was cancelled, killed or crashed goes on from its last checkpoint, in its directory.",
            "Its weights and tables will be those of a run that was never interrupted."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow resume                 # the last run in runs",
            "  dopaflow resume runs/digits-* --engine population",
            "",
            "If a checkpoint is damaged, or belongs to another scenario or version, the one",
            "before it is used."
        })
final class ResumeCommand implements Command {
    private final Terminal terminal;
    private final EngineFactory engines;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = Choice.OfEngine.class,
            completionCandidates = Choice.OfEngine.class,
            description =
                    "The engine for the rest of the run: auto, actor or population; by default the scenario's. The"
                            + " result does not depend on it.")
    private @Nullable String engine;

    @Mixin
    private ExecutionSettings execution = new ExecutionSettings();

    ResumeCommand(Terminal terminal, EngineFactory engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(run.problems());
        problems.addAll(execution.problems());
        return problems;
    }

    @Override
    public int execute() throws InterruptedException {
        ResumableRun resumable =
                ResumableRun.open(execution.isQuiet() ? run.chosen().orElseThrow() : run.told(terminal));
        LoadedScenario scenario = resumable.scenario();
        long steps = resumable.checkpoint().steps();
        if (!execution.isQuiet()) {
            resumable.refused().forEach(reason -> terminal.note("not used: " + reason));
            terminal.tell("resuming after " + Told.of(scenario).reached(steps));
        }
        EngineChoice choice =
                engine == null ? scenario.scenario().engine() : EngineChoice.valueOf(engine.toUpperCase(Locale.ROOT));
        Told.of(scenario).refusal(choice).ifPresent(reason -> {
            throw new WrongInputException(List.of("--engine: found actor; allowed: population or auto, as " + reason));
        });
        List<String> unfit = execution.problems(scenario);
        if (!unfit.isEmpty()) {
            throw new WrongInputException(unfit);
        }
        return execution.run(
                terminal,
                engines,
                scenario,
                choice,
                Told.of(scenario).units(steps),
                resumable.directory().path(),
                options -> ScenarioRun.resume(resumable, choice, options));
    }
}
