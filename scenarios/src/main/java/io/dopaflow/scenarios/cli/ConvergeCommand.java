package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.converge.EndDistance;
import io.dopaflow.analysis.converge.Verdict;
import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.theory.Theory;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.cluster.Definition;
import io.dopaflow.scenarios.converge.EpisodeRun;
import io.dopaflow.scenarios.converge.EpisodeStudy;
import io.dopaflow.scenarios.converge.Study;
import io.dopaflow.scenarios.converge.StudyPlan;
import io.dopaflow.scenarios.converge.StudyRequest;
import io.dopaflow.scenarios.converge.StudyRun;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.ScenarioBundle;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how weights converge to the gradient flow as the number of cycles grows. */
@CommandLine.Command(
        name = "converge",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure how learning comes closer to gradient flow.",
            "Tells how far the weights are from the gradient flow over one learning opportunity (one"
                    + " presentation of one sample, made of n cycles or episodes) as n grows. Compares the distance with the"
                    + " prediction and gives a verdict: on Theorem 1 for learning cycles; for spiking networks in episodes, on"
                    + " the flow of their expected loss.",
            "All replicates share the initial weights and the sample; each has its own noise. Writes a table, every"
                    + " replicate and grid point (Parquet) and a figure (PNG, SVG, PDF)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow converge theorem-1 --cycles 100..1e5",
            "  dopaflow converge theorem-1 --exponents 1/3,1/3 --exponents 0,1/2",
            "  dopaflow converge theorem-1 --exponents 1,0 --half-window 1  # fixed A",
            "  dopaflow converge theorem-1 --literal                        # T grows with n",
            "  dopaflow converge theorem-1 --flow-time 0.05,2 \\",
            "      --set 'network.hidden=[{size: 2}],[{size: 8}]'",
            "  dopaflow converge escape-flow --cycles 100..1e4              # in episodes",
            "  dopaflow converge small.yaml large.yaml --replicates 1000 --out studies/size",
            "",
            "Ctrl-C keeps what is done; the same command with the same --out makes only the",
            "runs that are missing.",
            "The exit code is 1 if a study disagrees with theory or if all replicates fail.",
            "",
            "On the nodes of a cluster (see dopaflow node --help):",
            "  dopaflow converge theorem-1 --replicates 1000 --cluster 127.0.0.1:2552"
        })
final class ConvergeCommand implements Command {
    private static final String HOME = "studies";

    private final Terminal terminal;
    private final EngineFactory engines;

    @Parameters(
            arity = "1..*",
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "The name of a built-in scenario (see dopaflow list), or a YAML file; give several"
                    + " to compare networks of different sizes. A study uses the initial weights and the"
                    + " first sample.")
    private List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--cycles",
            paramLabel = "N,...",
            description =
                    "Numbers of cycles n, or of episodes, such as 100,316,1000, or a range by half decades such as 100..1e6."
                            + " By default ${DEFAULT-VALUE}.")
    private String cycles = StudyRequest.CYCLES;

    @Option(
            names = "--replicates",
            paramLabel = "R",
            converter = WholeNumber.Seed.class,
            description = "Runs at each grid point, from 2 to 100000, each with its own noise. By default"
                    + " ${DEFAULT-VALUE}, which leaves an uncertainty of 5 %% for a single synapse. A"
                    + " verdict needs at least "
                    + EndDistance.FEWEST + " at each n.")
    private Long replicates = StudyRequest.REPLICATES;

    @Option(
            names = "--exponents",
            paramLabel = "P,Q",
            description = "Exponents of alpha_n = alpha n^-p and A_n = A n^-q, with p + 2q = 1, such as"
                    + " 1/3,1/3 (the default), 0,1/2, 1/2,1/4, or 1,0 for a fixed half-window; can be"
                    + " repeated.")
    private List<String> exponents = new ArrayList<>();

    @Option(
            names = "--half-window",
            paramLabel = "A,...",
            hideParamSyntax = true,
            split = ",",
            description = "Prefactors A of the half-window A n^-q, in time constants. By default such that the"
                    + " scenario's own number of cycles gives its own half-window.")
    private List<String> halfWindows = new ArrayList<>();

    @Option(
            names = "--flow-time",
            paramLabel = "T,...",
            hideParamSyntax = true,
            split = ",",
            description = "Gradient-flow times T, separated by commas: T = (2/3) alpha A^2 in the limit of"
                    + " large n; n cycles have n alpha_n kappa(A_n). In episodes T in mV^2, with a rate of T / n. By"
                    + " default the scenario's.")
    private List<String> flowTimes = new ArrayList<>();

    @Option(
            names = "--literal",
            description = "Study scalings without a limit; by default the one printed in Christensen and"
                    + " Kallsen (2023): constant alpha and A n^(-1/3). Measures the accumulated"
                    + " gradient-flow time, which grows with the cube root of n.")
    private boolean literal;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumber.Seed.class,
            description = "Seed for the initial weights, the sample and all noise; by default the scenario's" + " own.")
    private @Nullable Long seed;

    @Option(
            names = "--unbounded",
            description = "Also study scenarios whose gradient is not bounded, which Theorem 1 does not cover.")
    private boolean unbounded;

    @Mixin
    private BatchSettings batch = new BatchSettings();

    private @Nullable Study<?> study;

    ConvergeCommand(Terminal terminal, EngineFactory engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(batch.problems());
        if (scenarios.isEmpty()) {
            return problems;
        }
        try {
            study = Study.of(batch.scenarios(), request());
            problems.addAll(batch.problems(study));
        } catch (InvalidScenarioException e) {
            problems.addAll(e.lines());
        }
        return problems;
    }

    private StudyRequest request() {
        return new StudyRequest(
                scenarios,
                batch.assignments,
                cycles,
                replicates,
                exponents,
                halfWindows,
                flowTimes,
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                literal,
                unbounded);
    }

    @Override
    public int execute() throws InterruptedException {
        Study<?> checked = Objects.requireNonNull(study);
        if (checked instanceof EpisodeStudy episodes) {
            return batch.run(
                    terminal,
                    engines,
                    HOME,
                    episodes,
                    this::definition,
                    (path, overwrite, options) -> EpisodeRun.start(episodes, path, overwrite, options),
                    outcome -> report(new EpisodeTable(outcome)));
        }
        StudyPlan cycles = (StudyPlan) checked;
        return batch.run(
                terminal,
                engines,
                HOME,
                cycles,
                this::definition,
                (path, overwrite, options) -> StudyRun.start(cycles, path, overwrite, options, Theory.STANDARD),
                outcome -> report(new StudyTable(outcome)));
    }

    private Definition definition(ScenarioBundle scenarios) {
        return Definition.of(Objects.requireNonNull(study), scenarios, request(), EngineChoice.POPULATION);
    }

    private int report(StudyReport report) {
        BatchOutcome<?> replicates = report.replicates();
        Path directory = replicates.directory();
        if (!replicates.cancelled()) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            report.print(new PrintStream(text, false, StandardCharsets.UTF_8), Ansi.OFF);
            AtomicFile.write(directory.resolve(Study.TABLE), text::writeTo);
            report.figure().map(Drawing::of).ifPresent(drawing -> {
                drawing.save(directory, Study.FIGURE);
                drawing.save(directory.resolve(Study.FIGURE + ".pdf"));
            });
        }
        batch.tell(terminal, replicates, "replicate", () -> {
            report.print(terminal.out(), terminal.outAnsi());
            report.notes().forEach(terminal::note);
        });
        List<? extends MemberResult<?>> failures = replicates.failures();
        if (!failures.isEmpty()) {
            terminal.problem(Text.count(failures.size(), "replicate") + " failed; the first: "
                    + Text.oneLine(failures.get(0).error().orElse("")));
        }
        if (replicates.cancelled()) {
            return ExitCode.CANCELLED;
        }
        boolean disagrees =
                report.verdicts().stream().anyMatch(verdict -> verdict.outcome() == Verdict.Outcome.DISAGREES);
        return disagrees || failures.size() == replicates.results().size() ? ExitCode.FAILED : ExitCode.DONE;
    }
}
