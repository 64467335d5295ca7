package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.learned.Judgement;
import io.dopaflow.analysis.learned.RuleSearch;
import io.dopaflow.analysis.learned.RuleSearch.Method;
import io.dopaflow.analysis.learned.TaskFamilies;
import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.scenarios.batch.BatchDirectory;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.learn.SearchFigure;
import io.dopaflow.scenarios.learn.SearchOutcome;
import io.dopaflow.scenarios.learn.SearchPlan;
import io.dopaflow.scenarios.learn.SearchRun;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Seeks the coefficients of a learning rule. */
@CommandLine.Command(
        name = "learn-rule",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Find a local learning rule by search on random tasks.",
            "An update is a sum of products of what a synapse knows. Its coefficients are sought so that the loss after learning"
                    + " is least, on new tasks in each generation; held-out tasks judge the rule that is found beside rules made"
                    + " by hand.",
            "pca: find the direction of largest variance with one linear neuron; ten terms of pre, post and w.",
            "teachers: regression on random networks, with feedback through random synapses; nine terms.",
            "DIR gets rule.yaml, for learning.rule of scenarios, the table, the course of the search (results.parquet) and a"
                    + " figure of it (PNG, SVG, PDF)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow learn-rule pca --out searches/pca            # finds Oja's rule",
            "  dopaflow learn-rule teachers --out searches/teachers",
            "  dopaflow learn-rule teachers --by gradient --seed 2 --out searches/gradient",
            "  dopaflow show searches/teachers/rule.yaml",
            "  dopaflow run digits-learned --set learning.rule=searches/teachers/rule.yaml",
            "",
            "Ctrl-C keeps what is done; the same command goes on with it."
        })
final class LearnRuleCommand implements Command {
    private static final int MOST_GENERATIONS = 100_000;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "FAMILY",
            converter = Choice.OfFamily.class,
            completionCandidates = Choice.OfFamily.class,
            description = "The family of tasks: pca or teachers.")
    private @Nullable String family;

    @Option(
            names = "--by",
            paramLabel = "METHOD",
            converter = Choice.OfMethod.class,
            completionCandidates = Choice.OfMethod.class,
            description = "evolution (by default): vary the coefficients, and follow the order of the losses. gradient:"
                    + " follow the derivatives of the loss through all of learning.")
    private String method = "evolution";

    @Option(
            names = "--generations",
            paramLabel = "N",
            converter = Generations.class,
            description = "Steps of the search, from 1 to 100000; by default what the family asks for.")
    private @Nullable Long generations;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = WholeNumber.Seed.class,
            description = "Seed of all tasks and variations; by default 1.")
    private Long seed = 1L;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = WholeNumber.Threads.class,
            description =
                    "Threads that learn tasks, from 1 to 1024; by default one for each processor. The results do not"
                            + " depend on it.")
    private @Nullable Long threads;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "A new or empty directory for the results. If DIR holds part of the same search, it goes on.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace the results in DIR instead of completing them.")
    private boolean force;

    @Mixin
    private WatchSettings watch = new WatchSettings();

    LearnRuleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private Optional<SearchPlan> plan() {
        Method by = method.equals("gradient") ? Method.GRADIENT : Method.EVOLUTION;
        return Optional.ofNullable(family)
                .flatMap(TaskFamilies::find)
                .map(known -> new SearchPlan(new RuleSearch(
                        known, by, generations == null ? by.generations(known) : generations.intValue(), seed)));
    }

    @Override
    public List<String> problems() {
        Path directory = out;
        if (directory == null) {
            return List.of();
        }
        return plan().flatMap(known -> BatchDirectory.problem(directory, known, force)).stream()
                .toList();
    }

    @Override
    public int execute() throws InterruptedException {
        SearchPlan plan = plan().orElseThrow();
        ProgressDisplay display = new ProgressDisplay(terminal, watch.isSilent(), "learn-rule " + plan.name());
        int own = threads == null ? Runtime.getRuntime().availableProcessors() : threads.intValue();
        return watch.watch(
                terminal,
                display,
                () -> SearchRun.start(
                        plan,
                        Objects.requireNonNull(out),
                        force,
                        own,
                        (done, loss) -> display.show(
                                done + " of " + Text.count(plan.size(), "generation") + ", loss " + Text.number(loss),
                                done,
                                plan.size())),
                outcome -> report(plan, outcome));
    }

    private int report(SearchPlan plan, SearchOutcome outcome) {
        BatchOutcome<?> generations = outcome.generations();
        List<Judgement> rows = outcome.judgements();
        if (!generations.cancelled()) {
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            print(rows, new PrintStream(text, false, StandardCharsets.UTF_8), Ansi.OFF);
            AtomicFile.write(generations.directory().resolve(SearchPlan.TABLE), text::writeTo);
            Drawing drawing = Drawing.of(SearchFigure.of(plan, outcome.generations()));
            drawing.save(generations.directory(), SearchPlan.FIGURE);
            drawing.save(generations.directory().resolve(SearchPlan.FIGURE + ".pdf"));
        }
        watch.tell(terminal, generations, "generation", () -> {
            if (!generations.cancelled()) {
                print(rows, terminal.out(), terminal.outAnsi());
            }
        });
        generations
                .failures()
                .forEach(failure -> terminal.problem("generation " + (failure.number() + 1) + " failed: "
                        + Text.oneLine(failure.error().orElse(""))));
        if (!generations.failures().isEmpty()) {
            return ExitCode.FAILED;
        }
        return generations.cancelled() ? ExitCode.CANCELLED : ExitCode.DONE;
    }

    private static void print(List<Judgement> rows, PrintStream out, Ansi ansi) {
        out.println(
                "loss: mean over " + SearchOutcome.HELD_OUT + " tasks that no generation had, with its standard error");
        out.println(
                "difference: of the rule found to this one, task by task; better on: tasks on which the rule found is");
        new TextTable<Judgement>()
                .column("rule", Judgement::rule)
                .column("loss", row -> number(row.loss().mean()))
                .column("s.e.", row -> number(row.loss().standardError()))
                .column(
                        "difference",
                        row -> row.against()
                                .map(own -> number(own.loss().mean()))
                                .orElse("-"))
                .column(
                        "s.e.",
                        row -> row.against()
                                .map(own -> number(own.loss().standardError()))
                                .orElse("-"))
                .column(
                        "better on",
                        row -> row.against()
                                .map(own -> Text.percent(own.better()))
                                .orElse("-"))
                .print(rows, out, ansi);
        out.flush();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** Reads a number of generations. */
    private static final class Generations extends WholeNumber {
        Generations() {
            super(1, MOST_GENERATIONS);
        }
    }
}
