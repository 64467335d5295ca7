package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.compare.CompareFile;
import io.dopaflow.analysis.compare.Comparison;
import io.dopaflow.analysis.compare.ComparisonFigures;
import io.dopaflow.analysis.compare.StepFile;
import io.dopaflow.analysis.curves.ComparedRule;
import io.dopaflow.analysis.curves.CurveFigures;
import io.dopaflow.analysis.curves.CurveFile;
import io.dopaflow.analysis.curves.LearningCurves;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.plot.Drawing;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.run.PopulationReplay;
import io.dopaflow.scenarios.run.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Compares the weights that emerged in a run with what theory says they should follow. */
@CommandLine.Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compare what a run has learnt with gradient flow.",
            "Sets the weights that emerged beside the learning rule replayed from the seed, the gradient flow dZ/dt ="
                    + " -T grad L from the same start, and one step of gradient descent of that size, for each"
                    + " learning opportunity (one presentation of a sample) and for the whole run.",
            "Also trains other rules on the same samples with the same gradient-flow time; those"
                    + " without a gradient evaluate the loss as often as the run had cycles.",
            "Prints tables, and writes figures (PNG and SVG), all trajectories, the single steps and the learning curves"
                    + " (Parquet).",
            "Of a network that learns from the rewards of episodes: sets the weights beside the gradient flow of the expected"
                    + " loss, with the scatter that is predicted. Enumerates all patterns of spikes, up to 2^20 of them.",
            "Of a network that learns by a local rule with objective: loss: sets the weights beside the gradient flow of the loss"
                    + " and beside gradient descent through the same batches, and replays the rule.",
            "Checks what it reads: scenario, data, network, manifest, scores and weights. Ends with 1 and without figures if"
                    + " something does not fit. Spikes, arrivals and rewards are not read: verify checks them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow compare               # the last run in runs",
            "  dopaflow compare runs/iris-*   # the last of these",
            "  dopaflow compare runs/iris-20261123-104201 --out figures --rules sgd,spsa"
        })
final class CompareCommand implements Command {
    private static final List<String> FILES = List.of(
            "compare.parquet",
            "compare-steps.parquet",
            "compare-curves.parquet",
            "compare-curves.png",
            "compare-curves.svg",
            "compare-work.png",
            "compare-work.svg",
            "compare-opportunity.png",
            "compare-opportunity.svg",
            "compare-run.png",
            "compare-run.svg",
            "compare-weights.png",
            "compare-weights.svg");

    private static final long MILLION = 1_000_000;

    private final Terminal terminal;

    @Mixin
    private RunArgument run = new RunArgument();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Where figures and trajectories go; by default into the directory of the run, where they replace"
                            + " those of an earlier comparison.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace the files of an earlier comparison in --out.")
    private boolean force;

    @Option(
            names = "--rules",
            paramLabel = "RULE,...",
            hideParamSyntax = true,
            split = ",",
            description = "Rules to compare with the run: sgd, gd (full batch), flow, spsa, spsa1 (one"
                    + " measurement), gaussian, sphere, forward; by default all.",
            converter = ComparedRules.class)
    private List<ComparedRule> rules = List.of(ComparedRule.values());

    @Option(names = "--no-curves", description = "No learning curves.")
    private boolean noCurves;

    @Option(
            names = "--curve-work",
            paramLabel = "MILLIONS",
            description = "Work limit for each rule's curve, in millions of evaluations times synapses; a rule"
                    + " goes through as many samples as the limit allows. By default 500, some seconds.",
            converter = WholeNumber.Millions.class)
    private long curveWork = LearningCurves.Settings.USUAL_WORK / MILLION;

    @Option(names = "--no-progress", description = "Show no progress.")
    private boolean noProgress;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(run.problems());
        if (out == null) {
            return problems;
        }
        Path folder = out;
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            problems.add("--out: found the file " + folder + "; allowed: a directory");
        }
        if (!force) {
            FILES.stream()
                    .map(folder::resolve)
                    .filter(Files::exists)
                    .findFirst()
                    .ifPresent(file -> problems.add("--out: found " + file
                            + " of an earlier comparison; allowed: a directory without one, or --force to replace"
                            + " it"));
        }
        return problems;
    }

    @Override
    public int execute() {
        Path directory = run.told(terminal);
        Path folder = out == null ? directory : out;
        String family = RunDirectory.of(directory).manifest().family();
        if (!family.equals(LearningCycle.FAMILY)) {
            return compareOther(family, directory, folder);
        }
        try (RecordedRun recorded = RecordedRun.open(directory)) {
            List<String> notes = new ArrayList<>();
            List<String> wrong = recorded.problems(notes);
            wrong.forEach(this::refused);
            return wrong.isEmpty() && compare(recorded, notes, Files.createDirectories(folder))
                    ? ExitCode.DONE
                    : ExitCode.FAILED;
        } catch (IOException e) {
            throw new StorageException(folder, "cannot be made", e);
        }
    }

    private int compareOther(String family, Path directory, Path folder) {
        try {
            Path made = Files.createDirectories(folder);
            return family.equals(SpikingNetwork.FAMILY)
                    ? new NetworkComparison(terminal, noProgress).compare(directory, made)
                    : new PhasedRunComparison(terminal, noProgress).compare(directory, made);
        } catch (IOException e) {
            throw new StorageException(folder, "cannot be made", e);
        }
    }

    private void refused(String reason) {
        terminal.tell("@|red not compared|@: " + Text.escaped(reason));
    }

    /** Compares, and returns whether the recorded weights are those of the rule. */
    private boolean compare(RecordedRun recorded, List<String> notes, Path folder) {
        String name = recorded.reader().manifest().name();
        Path trajectories = folder.resolve("compare.parquet");
        Comparison comparison;
        try (CompareFile file = new CompareFile(trajectories);
                ProgressDisplay progress = new ProgressDisplay(terminal, noProgress, "compare")) {
            comparison = Comparison.of(
                    recorded.reader(), recorded.scenario().model(), new PopulationReplay(), file, progress);
            if (comparison.agreement().differing() == 0) {
                file.commit();
            }
        }
        ComparisonTable.print(comparison, terminal);
        notes.forEach(terminal::showText);
        terminal.showText("Not read, and so not checked: spikes, arrivals and rewards; verify checks them.");
        terminal.out().flush();
        if (comparison.agreement().differing() > 0) {
            refused("the recorded weights are not those of the scenario; see above. No figure was drawn");
            return false;
        }
        List<Path> files = new ArrayList<>();
        ComparisonFigures figures = new ComparisonFigures(comparison, name);
        draw(figures.weights(), "compare-weights", folder, files);
        draw(figures.distance(), "compare-run", folder, files);
        draw(figures.opportunity(), "compare-opportunity", folder, files);
        files.add(trajectories);
        Path steps = folder.resolve("compare-steps.parquet");
        StepFile.write(comparison, steps);
        files.add(steps);
        if (!noCurves) {
            files.addAll(curves(recorded, name, folder));
        }
        files.forEach(file -> terminal.tell("wrote " + Text.escaped(file.toString())));
        return true;
    }

    private List<Path> curves(RecordedRun recorded, String name, Path folder) {
        LearningCurves curves;
        try (ProgressDisplay progress = new ProgressDisplay(terminal, noProgress, "curves")) {
            LearningCurves.Settings settings = new LearningCurves.Settings(rules, curveWork * MILLION);
            curves = LearningCurves.of(recorded.reader(), recorded.scenario().model(), settings, progress);
        }
        terminal.out().println();
        CurveTable.print(curves, terminal);
        terminal.out().flush();
        List<Path> files = new ArrayList<>();
        CurveFigures figures = new CurveFigures(curves, name);
        draw(figures.overEpochs(), "compare-curves", folder, files);
        draw(figures.overWork(), "compare-work", folder, files);
        Path file = folder.resolve("compare-curves.parquet");
        CurveFile.write(curves, file);
        files.add(file);
        return files;
    }

    private static void draw(Optional<Figure> figure, String name, Path folder, List<Path> files) {
        figure.ifPresent(made -> files.addAll(Drawing.of(made).save(folder, name)));
    }

    /** Reads the word of a rule. */
    static final class ComparedRules implements ITypeConverter<ComparedRule> {
        @Override
        public ComparedRule convert(String word) {
            return ComparedRule.of(word)
                    .orElseThrow(() -> new TypeConversionException(Arrays.stream(ComparedRule.values())
                            .map(ComparedRule::key)
                            .collect(Collectors.joining(" | "))));
        }
    }
}
