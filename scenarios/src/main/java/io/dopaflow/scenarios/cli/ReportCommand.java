package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.report.ReportFile;
import io.dopaflow.analysis.report.ReportPage;
import io.dopaflow.scenarios.report.RunReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a report of runs that can be sent. */
@CommandLine.Command(
        name = "report",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Write a page about a run, to read or to send.",
            "The report of a run, or of several side by side, is one HTML file that needs nothing else: no network, no"
                    + " other file. What was run and what came out, figures to zoom into, the comparison with gradient flow"
                    + " where something was learnt, throughput, provenance, how to repeat and how to cite it.",
            "Any browser opens it, also on a phone; it can be printed. The same runs give the same bytes."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow report runs/iris-20261123-104201     # report.html in that directory",
            "  dopaflow report runs/a runs/b --out both.html # two runs side by side",
        })
final class ReportCommand implements Command {
    private static final String FILE = "report.html";

    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "RUN",
            description = "Directories of runs; if none is given, the last run in the folder runs.")
    private List<String> texts = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "An .html file; by default report.html in the directory of the run, where it replaces an earlier"
                            + " report. Several runs need a FILE.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    @Option(
            names = "--no-compare",
            description = "Leave out the comparison with gradient flow, which may take as long as the run did.")
    private boolean noCompare;

    @Option(names = "--no-progress", description = "Show no progress.")
    private boolean noProgress;

    private List<Path> runs = List.of();

    ReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(PathOption.problems("RUN", texts));
        if (problems.isEmpty()) {
            runs = texts.isEmpty()
                    ? RunArgument.last().stream().toList()
                    : texts.stream().map(Path::of).toList();
        }
        if (problems.isEmpty() && runs.isEmpty()) {
            problems.add("RUN: found nothing, and no run in the folder runs; allowed: directories of runs");
        }
        for (Path run : runs) {
            if (!Files.isDirectory(run)) {
                String found = Files.exists(run) ? "the file " : "no directory ";
                problems.add("RUN: found " + found + run + "; allowed: the directory of a run");
            }
        }
        if (out != null) {
            problems.addAll(NewFile.problems("--out", out, force, List.of(".html")));
        } else if (runs.size() > 1) {
            problems.add("--out: found none with " + runs.size() + " runs; allowed: an .html file for their report");
        }
        return problems;
    }

    @Override
    public int execute() {
        Path target = out == null ? runs.get(0).resolve(FILE) : out;
        if (texts.isEmpty()) {
            terminal.tell("@|bold " + Text.escaped(runs.get(0).toString()) + "|@: the last run in the folder runs");
        }
        ReportPage page;
        try (ProgressDisplay progress = new ProgressDisplay(terminal, noProgress, "report")) {
            page = RunReport.of(runs, !noCompare, progress);
        }
        ReportFile.write(page, target);
        terminal.tell("wrote " + Text.escaped(target.toString()));
        return ExitCode.DONE;
    }
}
