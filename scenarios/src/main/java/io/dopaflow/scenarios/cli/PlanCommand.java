package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.theory.Rehearsal;
import io.dopaflow.analysis.theory.RehearsedRule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Numerals;
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.LoadedPhased;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.EngineSpeed;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Says before a run how accurate it will be, what it will cost, and what an accuracy asks for. */
@CommandLine.Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Predict how well a run will learn and how long it takes.",
            "Of learning cycles it tells how closely each learning opportunity (one presentation of one sample, made of n cycles)"
                    + " follows the gradient flow, whether the weights diverge, how many cycles a given accuracy needs"
                    + " with each reward baseline, and how much time and memory that takes on this machine.",
            "Of a network that spikes freely it tells memory and time on each engine; in episodes also how often it learns, whether"
                    + " its expected loss can be computed exactly, and then how closely weights follow its gradient flow.",
            "Times are estimated by running this network on each engine for less than a second."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow plan iris                            # for an error of 0.1",
            "  dopaflow plan iris --error 0.5 --cycles 40,400  # for two values of n",
            "  dopaflow plan escape-flow                     # a network in episodes",
            "  dopaflow plan mine.yaml --set learning.flow_time=0.3 --format json"
        })
final class PlanCommand implements Command {
    private final Terminal terminal;
    private final EngineFactory engines;

    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "The name of a built-in scenario (see dopaflow list), or a YAML file.")
    private @Nullable String name;

    @Option(
            names = "--error",
            paramLabel = "X",
            defaultValue = "0.1",
            converter = RelativeError.class,
            description =
                    "The relative error wanted for one learning opportunity: the distance to the gradient flow"
                            + " over the length of the flow's path, in episodes over the way from its start to its end. By default 0.1.")
    private double error = 0.1;

    @Option(
            names = "--cycles",
            paramLabel = "N,...",
            hideParamSyntax = true,
            split = ",",
            converter = WholeNumber.Positive.class,
            description = "Also predict the run with these numbers of cycles.")
    private List<Long> cycles = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a value of the scenario, such as%n  learning.cycles=200; can be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            converter = Choice.OfFormat.class,
            completionCandidates = Choice.OfFormat.class,
            description = "table (with a summary), csv or json (rows only; times in seconds).")
    private String format = "table";

    private @Nullable LoadedScenario scenario;

    PlanCommand(Terminal terminal, EngineFactory engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (name != null) {
            try {
                scenario = Catalog.load(name, overrides);
                if (scenario instanceof LoadedPhased) {
                    problems.add("SCENARIO: found phased learning, " + name
                            + "; allowed: a learning cycle or a spiking network");
                }
                if (scenario instanceof LoadedNetwork && !cycles.isEmpty()) {
                    problems.add("--cycles: found a network that spikes freely; allowed for learning cycles");
                }
            } catch (InvalidScenarioException e) {
                problems.addAll(e.lines());
            }
        }
        return problems;
    }

    @Override
    public int execute() throws InterruptedException {
        if (scenario instanceof LoadedNetwork network) {
            new NetworkPlan(network).print(format, terminal, engines, error);
            return ExitCode.DONE;
        }
        return plan((LoadedCycle) Objects.requireNonNull(scenario));
    }

    private int plan(LoadedCycle loaded) throws InterruptedException {
        LearningCycle model = loaded.model();
        Rehearsal rehearsal = new Rehearsal(model, Rehearsal.THOROUGH);
        PlanTable table = new PlanTable(
                model,
                rehearsal,
                EngineSpeed.secondsPerCycle(engines, EngineChoice.POPULATION, model),
                EngineSpeed.secondsPerCycle(engines, EngineChoice.ACTOR, model));
        Rehearsal.Forecast forecast = rehearsal.forecast(RehearsedRule.of(model));
        if (format.equals("table")) {
            PlanOutlook.lines(loaded.scenario().name(), model, forecast, rehearsal.arrival())
                    .forEach(line -> terminal.show(Text.escaped(line)));
            terminal.out().println();
        }
        table.print(format, terminal, forecast, error, cycles);
        terminal.out().flush();
        return ExitCode.DONE;
    }

    /** Reads the error that is wanted. */
    private static final class RelativeError implements ITypeConverter<Double> {
        private static final double LEAST = 1e-4;
        private static final double MOST = 100;

        @Override
        public Double convert(String word) {
            return Numerals.parse(word)
                    .map(BigDecimal::doubleValue)
                    .filter(number -> number >= LEAST && number <= MOST)
                    .orElseThrow(() -> new TypeConversionException("a number from 0.0001 to 100"));
        }
    }
}
