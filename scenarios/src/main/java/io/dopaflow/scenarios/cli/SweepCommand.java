package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.cluster.Definition;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.sweep.RunScores;
import io.dopaflow.scenarios.sweep.Seeds;
import io.dopaflow.scenarios.sweep.SweepPlan;
import io.dopaflow.scenarios.sweep.SweepRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a scenario over a grid of values and seeds. */
@CommandLine.Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run a scenario many times, with other values and seeds.",
            "Every combination of the given values and seeds is run, on all processors. Writes a table and a Parquet file."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow sweep theorem-1 --set learning.cycles=100,1000,10000 --seeds 1..20",
            "  dopaflow sweep iris --set learning.cycles=20,40,80 \\",
            "      --set learning.flow_time=0.005,0.01 --seeds 1..5",
            "  dopaflow sweep xor --set 'network.hidden=[{size: 2}],[{size: 4}]' --seeds 1..9",
            "",
            "Ctrl-C keeps what is done; the same command with the same --out makes only the",
            "runs that are missing.",
            "",
            "On the nodes of a cluster (see dopaflow node --help):",
            "  dopaflow sweep theorem-1 --seeds 1..100 --cluster 127.0.0.1:2552"
        })
final class SweepCommand implements Command {
    private static final int SHOWN_FAILURES = 5;

    private final Terminal terminal;
    private final EngineFactory engines;

    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "The name of a built-in scenario (see dopaflow list), or a YAML file.")
    private @Nullable String scenario;

    @Option(
            names = "--seeds",
            paramLabel = "RANGE",
            description =
                    "The seeds for each combination: a range, such as%n  1..20, or numbers such as 1,2,7. By default"
                            + " ${DEFAULT-VALUE}.")
    private String seeds = "1";

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            converter = Choice.OfEngine.class,
            completionCandidates = Choice.OfEngine.class,
            description = "The engine: population, actor, or auto to choose one by the size of each run; by"
                    + " default ${DEFAULT-VALUE}. The results do not depend on it.")
    private String engine = "population";

    @Mixin
    private BatchSettings settings = new BatchSettings();

    private @Nullable SweepPlan plan;

    SweepCommand(Terminal terminal, EngineFactory engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(settings.problems());
        Optional<Seeds> parsed = Seeds.parse(seeds);
        if (parsed.isEmpty()) {
            problems.add("--seeds: found " + Text.quoted(seeds) + "; allowed: " + Seeds.ALLOWED);
        }
        if (scenario != null) {
            try {
                plan = SweepPlan.of(
                        settings.scenarios(),
                        scenario,
                        settings.assignments,
                        parsed.orElseGet(() -> new Seeds(List.of(1L))));
                if (parsed.isPresent()) {
                    problems.addAll(settings.problems(plan));
                }
            } catch (InvalidScenarioException e) {
                problems.addAll(e.lines());
            }
        }
        return problems;
    }

    @Override
    public int execute() throws InterruptedException {
        SweepPlan checked = Objects.requireNonNull(plan);
        EngineChoice choice = EngineChoice.valueOf(engine.toUpperCase(Locale.ROOT));
        return settings.run(
                terminal,
                engines,
                "sweeps",
                checked,
                scenarios -> Definition.of(
                        checked,
                        scenarios,
                        Objects.requireNonNull(scenario),
                        settings.assignments,
                        Seeds.parse(seeds).orElseThrow(),
                        choice),
                (path, overwrite, options) ->
                        SweepRun.start(checked, path, overwrite, options.but(parts -> parts.choice = choice)),
                outcome -> report(checked, outcome));
    }

    private int report(SweepPlan checked, BatchOutcome<RunScores> outcome) {
        SweepTable table = new SweepTable(checked, outcome.results());
        settings.tell(terminal, outcome, "run", () -> table.print(terminal));
        List<MemberResult<RunScores>> failures = outcome.failures();
        failures.stream()
                .limit(SHOWN_FAILURES)
                .forEach(failure -> terminal.problem(table.name(failure.number()) + " failed: "
                        + Text.oneLine(failure.error().orElse(""))));
        if (failures.size() > SHOWN_FAILURES) {
            terminal.problem((failures.size() - SHOWN_FAILURES) + " more runs failed; all are in results.parquet");
        }
        if (outcome.cancelled()) {
            return ExitCode.CANCELLED;
        }
        return failures.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
