package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.converge.StudyFigure;
import io.dopaflow.analysis.converge.Verdict;
import io.dopaflow.analysis.plot.Figure;
import io.dopaflow.analysis.run.AtomicFile;
import io.dopaflow.analysis.theory.Theory;
import io.dopaflow.scenarios.converge.StudyDirectory;
import io.dopaflow.scenarios.converge.StudyOutcome;
import io.dopaflow.scenarios.converge.StudyPlan;
import io.dopaflow.scenarios.converge.StudyRun;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.sweep.InvalidSweepException;
import io.dopaflow.scenarios.sweep.OngoingTask;
import io.dopaflow.scenarios.sweep.SweepOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;

/** Measures how weights converge to the gradient flow as the number of cycles grows. */
@CommandLine.Command(
        name = "converge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure Theorem 1: how far the weights of one learning opportunity are from the gradient flow as the number"
                    + " of cycles n grows, beside what theory predicts, with a verdict.",
            "Replicates have the same initial weights and sample, and jitter of their own. Writes a table, all replicates"
                    + " and grid points (Parquet) and a figure (PNG, SVG, PDF)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow converge theorem-1 --cycles 100..1e6",
            "  dopaflow converge theorem-1 --exponents 1/3,1/3 --exponents 0,1/2 --exponents 1/2,1/4",
            "  dopaflow converge theorem-1 --exponents 1,0 --half-window 1    does not converge: A stays",
            "  dopaflow converge theorem-1 --literal                          has no limit: T grows",
            "  dopaflow converge theorem-1 --flow-time 0.05,2 --set 'network.hidden=[{size: 2}],[{size: 8}]'",
            "  dopaflow converge small.yaml large.yaml --replicates 1000 --out studies/dimension",
            "",
            "Ctrl-C keeps what is done; the same command with the same --out goes on with what is missing.",
            "The exit code is 1 where the verdict is that a study does not agree, or where all replicates failed."
        })
final class ConvergeCommand implements Command {
    private final Terminal terminal;
    private final EngineFactory engines;

    @Mixin
    private ConvergeSettings settings = new ConvergeSettings();

    private @Nullable StudyPlan plan;

    ConvergeCommand(Terminal terminal, EngineFactory engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(OutputDirectory.forceProblems(settings.out, settings.force));
        if (settings.scenarios.isEmpty()) {
            return problems;
        }
        try {
            plan = StudyPlan.of(settings.request());
            if (settings.out != null) {
                StudyDirectory.problem(settings.out, plan, settings.force).ifPresent(problems::add);
            }
        } catch (InvalidSweepException e) {
            problems.addAll(e.problems());
        }
        return problems;
    }

    @Override
    public int execute() throws Exception {
        StudyPlan checked = Objects.requireNonNull(plan);
        Path out = settings.out == null ? OutputDirectory.free("studies", checked.name()) : settings.out;
        boolean silent = settings.quiet || settings.noProgress;
        try (Interruption interruption = Interruption.begin()) {
            StudyOutcome outcome;
            try (SweepDisplay display = SweepDisplay.of(terminal, silent, "converge " + checked.name())) {
                StudyDirectory directory = StudyDirectory.open(out, checked, settings.force);
                SweepOptions options =
                        SweepOptions.defaults().executedBy(engines).followedBy(display);
                OngoingTask<StudyOutcome> run = StudyRun.start(
                        directory,
                        settings.jobs == null ? options : options.jobs(settings.jobs.intValue()),
                        Theory.STANDARD);
                interruption.cancels(run);
                outcome = run.await();
            }
            int exitCode = report(outcome);
            terminal.out().flush();
            return exitCode;
        }
    }

    private int report(StudyOutcome outcome) throws IOException {
        StudyTable table = new StudyTable(outcome);
        if (!outcome.cancelled()) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            table.print(new PrintStream(text, false, StandardCharsets.UTF_8), Ansi.OFF);
            AtomicFile.write(outcome.directory().resolve(StudyDirectory.TABLE), text.toByteArray());
            saveFigure(outcome, table);
        }
        if (settings.quiet) {
            terminal.out().println(outcome.directory());
        } else {
            terminal.tell(headline(outcome));
            table.print(terminal.out(), terminal.outAnsi());
            outcome.plan().notes().forEach(note -> terminal.tell("@|yellow note:|@ " + Text.escaped(note)));
            terminal.tell("results in " + Text.escaped(outcome.directory().toString()));
        }
        if (outcome.failed() > 0) {
            terminal.tell("@|red dopaflow:|@ " + Text.count(outcome.failed(), "replicate") + " failed, the first: "
                    + Text.escaped(Text.oneLine(outcome.error())));
        }
        if (outcome.cancelled()) {
            return ExitCode.CANCELLED;
        }
        boolean disagrees =
                outcome.curves().stream().anyMatch(curve -> curve.verdict().outcome() == Verdict.Outcome.DISAGREES);
        return disagrees || outcome.failed() == outcome.done() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static void saveFigure(StudyOutcome outcome, StudyTable table) throws IOException {
        boolean literal = outcome.plan().literal();
        Optional<Figure> figure =
                StudyFigure.of("Convergence of " + outcome.plan().name(), table.named(), literal);
        if (figure.isPresent()) {
            figure.get().save(outcome.directory(), StudyDirectory.FIGURE);
            figure.get().savePdf(outcome.directory().resolve(StudyDirectory.FIGURE + ".pdf"));
        }
    }

    private static String headline(StudyOutcome outcome) {
        int members = outcome.plan().curves().stream()
                        .mapToInt(curve -> curve.points().size())
                        .sum()
                * outcome.plan().replicates();
        String done = outcome.cancelled()
                ? " @|yellow cancelled|@ after " + outcome.done() + " of " + Text.count(members, "replicate")
                : " @|green finished|@ " + Text.count(members, "replicate");
        String failed = outcome.failed() == 0 ? "" : ", @|red " + outcome.failed() + " failed|@";
        String earlier = outcome.earlier() == 0 ? "" : ", " + outcome.earlier() + " of them earlier";
        return "@|bold " + outcome.plan().name() + "|@" + done + failed + earlier + " in "
                + Text.seconds(outcome.seconds());
    }
}
