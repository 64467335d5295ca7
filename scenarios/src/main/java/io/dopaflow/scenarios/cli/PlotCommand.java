package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.PhasedRunReader;
import io.dopaflow.analysis.run.PhasedSpikes;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.spikes.FileSpikes;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.figures.CycleFigures;
import io.dopaflow.scenarios.figures.FigureKind;
import io.dopaflow.scenarios.figures.NetworkFigures;
import io.dopaflow.scenarios.figures.PhasedFigures;
import io.dopaflow.scenarios.figures.RunComparison;
import io.dopaflow.scenarios.figures.RunFigures;
import io.dopaflow.scenarios.run.RecordedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws what a run has recorded. */
@CommandLine.Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Draw a figure of a run.",
            "--list says which kinds there are, and what each shows.",
            "Times, neurons and bins narrow the figures of spikes; learning opportunities those of learning cycles."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow plot --list",
            "  dopaflow plot runs/brunel raster                 # runs/brunel/raster.png",
            "  dopaflow plot runs/brunel rates --bin \"5 ms\" --file rates.svg",
            "  dopaflow plot runs/adex states --neuron \"tonic[0],bursting[0]\" --to \"200 ms\"",
            "  dopaflow plot runs/xor raster --opportunity 0 --to \"400 ms\"",
            "  dopaflow plot runs/xor stdp --file stdp.pdf",
            "  dopaflow plot spikes.nwb raster                  # spikes.nwb-raster.png"
        })
final class PlotCommand implements Command {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "The directory of a run, or a file of spikes: CSV, NEST, SONATA or NWB.")
    private @Nullable Path run;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "KIND",
            converter = WhatIsDrawn.class,
            completionCandidates = WhatIsDrawn.class,
            description = "What is drawn, one of those that --list shows.")
    private @Nullable String kind;

    @Option(names = "--list", description = "List the kinds of figures, and draw nothing.")
    private boolean list;

    @ArgGroup(validate = false, order = 1, heading = "%nWhich spikes:%n")
    private SpikeFilter filter = new SpikeFilter();

    @ArgGroup(validate = false, order = 2, heading = "%nWhere the figure goes:%n")
    private Output output = new Output();

    /** Where the figure goes. */
    static final class Output {
        @Option(
                names = "--file",
                paramLabel = "FILE",
                description =
                        "A .png, .svg or .pdf file; by default KIND.png in the directory of the run, RUN-KIND.png of a file.")
        private @Nullable Path file;

        @Option(names = "--force", description = "Replace the file if it exists.")
        private boolean force;

        @Option(names = "--no-progress", description = "Show no progress.")
        private boolean noProgress;

        private List<String> problems() {
            return file == null ? List.of() : FigureFile.problems("--file", file, force);
        }

        private List<String> problems(Path run, FigureKind kind) {
            Path usual = target(run, kind);
            return file != null || force || !Files.exists(usual)
                    ? List.of()
                    : List.of("KIND: found the file " + usual
                            + " of an earlier figure; allowed: --force to replace it, or --file with a new one");
        }

        private Path target(Path run, FigureKind kind) {
            String name = kind.word() + ".png";
            return file != null
                    ? file
                    : Files.isDirectory(run) ? run.resolve(name) : run.resolveSibling(run.getFileName() + "-" + name);
        }
    }

    PlotCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        if (list) {
            return List.of();
        }
        List<String> problems = new ArrayList<>(filter.problems());
        problems.addAll(output.problems());
        if (run == null) {
            problems.add("RUN: found nothing; allowed: the directory of a run, or --list");
        } else if (!Files.exists(run)) {
            problems.add("RUN: found nothing at " + run + "; allowed: the directory of a run, or a file of spikes");
        } else if (kind == null) {
            problems.add("KIND: found nothing; allowed: " + String.join(" | ", words()));
        } else {
            problems.addAll(output.problems(run, FigureKind.of(kind).orElseThrow()));
        }
        return problems;
    }

    @Override
    public int execute() {
        if (list) {
            new TextTable<FigureKind>()
                    .column("kind", FigureKind::word)
                    .column("family", FigureKind::families)
                    .column("what it shows", FigureKind::shows)
                    .print(List.of(FigureKind.values()), terminal);
            return ExitCode.DONE;
        }
        Path directory = Objects.requireNonNull(run);
        FigureKind wanted = FigureKind.of(Objects.requireNonNull(kind)).orElseThrow();
        Path target = output.target(directory, wanted);
        try {
            if (!Files.isDirectory(directory)) {
                FileSpikes spikes = FileSpikes.read(directory);
                draw(NetworkFigures.of(spikes, filter.ofFigures(spikes)), wanted, target);
            } else if (RunDirectory.of(directory).manifest().family().equals(SpikingNetwork.FAMILY)) {
                try (SpikingRunReader reader = SpikingRunReader.open(directory)) {
                    draw(NetworkFigures.of(reader, filter.ofFigures(reader)), wanted, target);
                }
            } else if (RunDirectory.of(directory).manifest().family().equals(PhasedLearning.FAMILY)) {
                try (PhasedRunReader reader = PhasedRunReader.open(directory)) {
                    PhasedSpikes spikes = filter.ofPhases(reader.spikes());
                    draw(PhasedFigures.of(reader, spikes, filter.ofUnits(spikes)), wanted, target);
                }
            } else {
                filter.requireCycles();
                try (RecordedRun recorded = RecordedRun.open(directory);
                        ProgressDisplay progress = new ProgressDisplay(terminal, output.noProgress, "compare")) {
                    draw(
                            CycleFigures.of(recorded, filter.query(), new RunComparison(recorded, progress)),
                            wanted,
                            target);
                }
            }
            return ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(List.of(Text.oneLine(e.getMessage())));
        }
    }

    private void draw(RunFigures figures, FigureKind wanted, Path target) {
        FigureFile.save(figures.figure(wanted), target, terminal);
    }

    private static String[] words() {
        return Arrays.stream(FigureKind.values()).map(FigureKind::word).toArray(String[]::new);
    }

    /** Reads what is to be drawn. */
    static final class WhatIsDrawn extends Choice {
        WhatIsDrawn() {
            super(words());
        }
    }
}
