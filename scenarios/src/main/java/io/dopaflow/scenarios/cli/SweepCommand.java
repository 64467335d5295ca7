package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.sweep.InvalidSweepException;
import io.dopaflow.scenarios.sweep.MemberResult;
import io.dopaflow.scenarios.sweep.OngoingTask;
import io.dopaflow.scenarios.sweep.Seeds;
import io.dopaflow.scenarios.sweep.SweepDirectory;
import io.dopaflow.scenarios.sweep.SweepOptions;
import io.dopaflow.scenarios.sweep.SweepOutcome;
import io.dopaflow.scenarios.sweep.SweepPlan;
import io.dopaflow.scenarios.sweep.SweepRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Runs a scenario over a grid of values and seeds. */
@CommandLine.Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Run a scenario with every combination of some values and seeds, on all processors; the results are"
                        + " a table and a Parquet file.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow sweep theorem-1 --set learning.cycles=100,1000,10000 --seeds 1..20",
            "  dopaflow sweep iris --set learning.cycles=20,40,80 --set learning.flow_time=0.005,0.01 --seeds 1..5",
            "  dopaflow sweep xor --set 'network.hidden=[{size: 2}],[{size: 4}]' --seeds 1..9 --out sweeps/xor",
            "",
            "Ctrl-C keeps what is done; the same command with the same --out goes on with what is missing."
        })
final class SweepCommand implements Command {
    private static final int SHOWN_FAILURES = 5;

    private final Terminal terminal;
    private final EngineFactory engines;

    @Mixin
    private SweepSettings settings = new SweepSettings();

    private @Nullable SweepPlan plan;

    SweepCommand(Terminal terminal, EngineFactory engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(OutputDirectory.forceProblems(settings.out, settings.force));
        Optional<Seeds> seeds = Seeds.parse(settings.seeds);
        if (seeds.isEmpty()) {
            problems.add("--seeds: found " + Text.quoted(settings.seeds) + "; allowed: " + Seeds.ALLOWED);
        }
        if (settings.scenario != null) {
            try {
                plan = SweepPlan.of(
                        settings.scenario, settings.assignments, seeds.orElseGet(() -> new Seeds(List.of(1L))));
                if (settings.out != null && seeds.isPresent()) {
                    SweepDirectory.problem(settings.out, plan, settings.force).ifPresent(problems::add);
                }
            } catch (InvalidSweepException e) {
                problems.addAll(e.problems());
            }
        }
        return problems;
    }

    @Override
    public int execute() throws InterruptedException {
        SweepPlan checked = Objects.requireNonNull(plan);
        Path out = settings.out == null ? OutputDirectory.free("sweeps", checked.name()) : settings.out;
        try (Interruption interruption = Interruption.begin()) {
            SweepOutcome outcome;
            try (SweepDisplay display =
                    SweepDisplay.of(terminal, settings.quiet || settings.noProgress, "sweep " + checked.name())) {
                SweepDirectory directory = SweepDirectory.open(out, checked, settings.force);
                OngoingTask<SweepOutcome> run =
                        SweepRun.start(directory, options().followedBy(display));
                interruption.cancels(run);
                outcome = run.await();
            }
            int exitCode = report(outcome);
            terminal.out().flush();
            return exitCode;
        }
    }

    private SweepOptions options() {
        SweepOptions options = SweepOptions.defaults()
                .executedBy(engines)
                .on(EngineChoice.valueOf(settings.engine.toUpperCase(Locale.ROOT)));
        return settings.jobs == null ? options : options.jobs(settings.jobs.intValue());
    }

    private int report(SweepOutcome outcome) {
        List<MemberResult> failures = outcome.failures();
        if (settings.quiet) {
            terminal.out().println(outcome.directory());
        } else {
            terminal.tell(headline(outcome));
            new SweepTable(outcome).print(terminal);
            terminal.tell("results in " + Text.escaped(outcome.directory().toString()));
        }
        for (MemberResult failure : failures.subList(0, Math.min(SHOWN_FAILURES, failures.size()))) {
            terminal.tell("@|red dopaflow:|@ "
                    + Text.escaped(SweepTable.name(outcome.plan(), failure.member()) + " failed: "
                            + Text.oneLine(failure.error().orElse(""))));
        }
        if (failures.size() > SHOWN_FAILURES) {
            terminal.tell("@|red dopaflow:|@ " + (failures.size() - SHOWN_FAILURES)
                    + " more runs failed; all are in results.parquet");
        }
        if (outcome.cancelled()) {
            return ExitCode.CANCELLED;
        }
        return failures.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private static String headline(SweepOutcome outcome) {
        int members = outcome.plan().members().size();
        String done = outcome.cancelled()
                ? " @|yellow cancelled|@ after " + outcome.results().size() + " of " + Text.count(members, "run")
                : " @|green finished|@ " + Text.count(members, "run");
        String failed = outcome.failures().isEmpty()
                ? ""
                : ", @|red " + outcome.failures().size() + " failed|@";
        String earlier = outcome.earlier() == 0 ? "" : ", " + outcome.earlier() + " of them earlier";
        return "@|bold " + outcome.plan().name() + "|@" + done + failed + earlier + " in "
                + Text.seconds(outcome.seconds());
    }
}
