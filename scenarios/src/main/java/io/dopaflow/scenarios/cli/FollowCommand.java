package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.store.ParquetFile;
import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.scenarios.batch.BatchDirectory;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.batch.Crew;
import io.dopaflow.scenarios.batch.MemberResult;
import io.dopaflow.scenarios.figures.FigureResult;
import io.dopaflow.scenarios.follow.FollowFigure;
import io.dopaflow.scenarios.follow.FollowPlan;
import io.dopaflow.scenarios.follow.FollowRequest;
import io.dopaflow.scenarios.follow.FollowRun;
import io.dopaflow.scenarios.follow.Followed;
import io.dopaflow.scenarios.follow.FollowedRow;
import io.dopaflow.scenarios.follow.Way;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import io.dopaflow.scenarios.run.EngineFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how closely the updates of local rules follow the gradient. */
@CommandLine.Command(
        name = "follow",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure how closely local learning rules follow the gradient.",
            "Trains the network of a scenario of phased learning by each rule, freezes the weights at some epochs, and there"
                    + " compares the rule's updates with the gradient of the objective that it claims: the angle that no"
                    + " averaging goes below, the length, how many updates must be averaged (n45), and the cosine for single"
                    + " samples, by layer. A second table has what an update costs in phases, spikes and arrivals.",
            "Weights are those of the rule's own training, with its own learning rate unless it is the scenario's rule,"
                    + " and those of gradient descent at the scenario's rate, where feedback weights and all else that the"
                    + " rule has learn along. Only classes have a held-out accuracy."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow follow digits-feedback-alignment",
            "  dopaflow follow digits-feedback-alignment \\",
            "      --rules feedback-alignment,kolen-pollack,node-perturbation --at 0,3,30",
            "  dopaflow follow digits-reinforce --against loss --along sgd --format csv",
            "  dopaflow follow digits-kolen-pollack --out follow.parquet --figure angle.png",
            "",
            "With --out FILE.parquet Ctrl-C keeps what is done, in the directory FILE.follow;",
            "the same command measures only what is missing.",
        })
final class FollowCommand implements Command {
    private static final String ENDING = ".parquet";

    private final Terminal terminal;
    private final EngineFactory engines;
    private final WatchSettings watch = new WatchSettings();

    @Parameters(
            paramLabel = "SCENARIO",
            completionCandidates = ScenarioNames.class,
            description = "The name of a built-in scenario (see dopaflow list), or a YAML file, of phased learning.")
    private @Nullable String name;

    @Option(
            names = "--rules",
            paramLabel = "RULE,...",
            hideParamSyntax = true,
            split = ",",
            completionCandidates = RuleNames.class,
            description = "Which rules: built-in names (see dopaflow list --rules) and rule files; by default the"
                    + " scenario's own.")
    private List<String> rules = new ArrayList<>();

    @Option(
            names = "--at",
            paramLabel = "EPOCH,...",
            hideParamSyntax = true,
            split = ",",
            converter = Epoch.class,
            description =
                    "After which epochs weights are frozen, from 0 to those of the scenario; by default 0, a tenth"
                            + " and all.")
    private List<Long> epochs = new ArrayList<>();

    @Option(
            names = "--along",
            paramLabel = "WAY,...",
            hideParamSyntax = true,
            split = ",",
            converter = Choice.OfWay.class,
            completionCandidates = Choice.OfWay.class,
            description = "Along which training: rule, sgd or both; by default both.")
    private List<String> ways = List.of("rule", "sgd");

    @Option(
            names = "--samples",
            paramLabel = "N",
            converter = Several.class,
            description = "How many of the training samples are looked at; by default 200, or all if there are fewer.")
    private @Nullable Long samples;

    @Option(
            names = "--repetitions",
            paramLabel = "N",
            converter = Several.class,
            description = "How often a rule with noise sees each of them: an even number, by default 40. A rule without"
                    + " noise sees each once.")
    private @Nullable Long repetitions;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumber.Seed.class,
            description = "Seed of the noise at frozen weights; by default the scenario's own.")
    private @Nullable Long seed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a value of the scenario, such as%n  seed=7; can be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "OBJECTIVE",
            converter = Choice.OfObjective.class,
            completionCandidates = Choice.OfObjective.class,
            description = "Compare all rules with the gradient of this objective: loss, or expected-loss where hidden"
                    + " neurons spike by chance. By default each with the one that it claims to follow.")
    private @Nullable String against;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            converter = WholeNumber.Threads.class,
            description = "How many rules to follow at a time, from 1 to 1024; by default one for each processor. The"
                    + " results do not depend on it.")
    private @Nullable Long jobs;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            converter = Choice.OfFormat.class,
            completionCandidates = Choice.OfFormat.class,
            description = "table, csv or json.")
    private String format = "table";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Also write the rows to a Parquet file, with all intervals and costs.")
    private @Nullable Path out;

    @Option(
            names = "--figure",
            paramLabel = "FILE",
            description = "Also draw the angles over the epochs (PNG, SVG, PDF).")
    private @Nullable Path figure;

    @Option(names = "--force", description = "Replace these files, and begin anew.")
    private boolean force;

    private @Nullable FollowPlan plan;

    FollowCommand(Terminal terminal, EngineFactory engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (out != null) {
            problems.addAll(NewFile.problems("--out", out, force, List.of(ENDING)));
        }
        if (figure != null) {
            problems.addAll(FigureFile.problems("--figure", figure, force));
        }
        if (name != null) {
            try {
                FollowPlan checked = FollowPlan.of(request(name));
                plan = checked;
                if (out != null && problems.isEmpty()) {
                    BatchDirectory.problem(kept(out), checked, force).ifPresent(problems::add);
                }
            } catch (InvalidScenarioException e) {
                problems.addAll(e.lines());
            }
        }
        return problems;
    }

    private FollowRequest request(String scenario) {
        return new FollowRequest(
                scenario,
                overrides,
                rules,
                epochs.stream().map(Math::toIntExact).toList(),
                ways.stream().flatMap(word -> Way.of(word).stream()).toList(),
                whole(samples),
                whole(repetitions),
                seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
                Optional.ofNullable(against)
                        .map(word -> word.equals("loss") ? Objective.LOSS : Objective.EXPECTED_LOSS));
    }

    private static OptionalInt whole(@Nullable Long number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(number));
    }

    /** Where it is kept what is done: {@code FILE.follow} beside {@code FILE.parquet}. */
    private static Path kept(Path file) {
        String name = file.toString();
        return Path.of(name.substring(0, name.length() - ENDING.length()) + ".follow");
    }

    @Override
    public int execute() throws InterruptedException {
        if (out != null) {
            return follow(kept(out));
        }
        try {
            Path place = Files.createTempDirectory("dopaflow-follow-");
            try {
                return follow(place);
            } finally {
                delete(place);
            }
        } catch (IOException e) {
            throw new StorageException(Path.of(System.getProperty("java.io.tmpdir")), "cannot be written", e);
        }
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(place);
    }

    private int follow(Path place) throws InterruptedException {
        FollowPlan checked = Objects.requireNonNull(plan);
        ProgressDisplay display = new ProgressDisplay(terminal, false, "follow " + checked.name());
        BatchOptions options = BatchOptions.defaults().but(parts -> {
            parts.engines = engines;
            parts.listener = display;
            parts.crew = jobs == null ? parts.crew : Crew.local(jobs.intValue());
        });
        return watch.watch(
                terminal,
                display,
                () -> FollowRun.start(checked, place, force, options),
                outcome -> report(checked, outcome));
    }

    private int report(FollowPlan checked, BatchOutcome<Followed> outcome) {
        for (MemberResult<Followed> failure : outcome.failures()) {
            terminal.problem(checked.label(failure.number()) + " failed: "
                    + Text.oneLine(failure.error().orElse("")));
        }
        if (outcome.cancelled()) {
            terminal.problem("cancelled after " + outcome.results().size() + " of " + Text.count(checked.size(), "run")
                    + (out == null ? "" : "; the same command goes on with what is in " + outcome.directory()));
            return ExitCode.CANCELLED;
        }
        List<FollowedRow> rows = FollowedRow.of(checked, outcome);
        if (format.equals("table")) {
            new FollowTable(rows).print(terminal);
        } else {
            RowOutput.print(format, terminal, FollowedRow.columns(), rows);
        }
        if (out != null) {
            ParquetFile.write(out, FollowedRow.columns(), rows);
        }
        if (figure != null && !rows.isEmpty()) {
            FigureFile.save(new FigureResult.Made(FollowFigure.of(checked.name(), rows)), figure, terminal);
        }
        return outcome.failures().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    /** The names of the built-in rules, for shells that complete commands. */
    private static final class RuleNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return RuleCatalog.names().iterator();
        }
    }

    /** Reads an epoch. */
    private static final class Epoch extends WholeNumber {
        Epoch() {
            super(0, Integer.MAX_VALUE);
        }
    }

    /** Reads a number of samples or repetitions. */
    private static final class Several extends WholeNumber {
        Several() {
            super(1, Integer.MAX_VALUE);
        }
    }
}
