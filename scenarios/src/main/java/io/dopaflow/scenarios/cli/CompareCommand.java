package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.compare.CompareFile;
import io.dopaflow.analysis.compare.Comparison;
import io.dopaflow.analysis.compare.ComparisonFigures;
import io.dopaflow.analysis.compare.ComparisonTable;
import io.dopaflow.analysis.run.RunDirectoryException;
import io.dopaflow.scenarios.run.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the weights that emerged in a run with what theory says they should follow. */
@CommandLine.Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compare the weights that emerged with the abstract rule (the same jitter, no spikes), with the gradient flow"
                    + " dZ/dt = -T grad L from the same start, and with one step of gradient descent of that size.",
            "Prints a table, and writes figures (PNG and SVG) and all trajectories (Parquet)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow compare runs/iris-20261123-104201",
            "  dopaflow compare runs/iris-20261123-104201 --out figures --force"
        })
final class CompareCommand implements Command {
    private static final List<String> FILES = List.of(
            "compare.parquet",
            "compare-opportunity.png",
            "compare-opportunity.svg",
            "compare-run.png",
            "compare-run.svg");

    private final Terminal terminal;

    @Parameters(paramLabel = "RUN", description = "The directory of a run.")
    private @Nullable Path run;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where figures and trajectories go; by default into the directory of the run.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace those of an earlier comparison.")
    private boolean force;

    CompareCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(RunArgument.problems(run));
        Path folder = out == null ? run : out;
        if (folder != null && Files.exists(folder) && !Files.isDirectory(folder) && out != null) {
            problems.add("--out: found the file " + folder + "; allowed: a directory");
        }
        if (folder != null && !force) {
            FILES.stream()
                    .map(folder::resolve)
                    .filter(Files::exists)
                    .findFirst()
                    .ifPresent(file -> problems.add("--out: found " + file
                            + " of an earlier comparison; allowed: a directory without, or --force to replace it"));
        }
        return problems;
    }

    @Override
    public int execute() {
        Path directory = RunArgument.required(run);
        Path folder = out == null ? directory : out;
        try (RecordedRun recorded = RecordedRun.open(directory)) {
            recorded.changes().forEach(change -> terminal.tell("@|yellow note:|@ " + Text.escaped(change)));
            compare(recorded, Files.createDirectories(folder));
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new RunDirectoryException(folder, "cannot be written", e);
        }
    }

    private void compare(RecordedRun recorded, Path folder) throws IOException {
        Path trajectories = folder.resolve("compare.parquet");
        Comparison comparison;
        try (CompareFile file = new CompareFile(trajectories)) {
            comparison = Comparison.of(recorded.reader(), recorded.scenario().experiment(), file, done -> {});
        }
        terminal.out().print(ComparisonTable.text(comparison));
        terminal.out().flush();
        List<Path> files = new ArrayList<>(
                ComparisonFigures.save(comparison, recorded.reader().manifest().name(), folder));
        files.add(trajectories);
        files.forEach(file -> terminal.tell("wrote " + file));
    }
}
