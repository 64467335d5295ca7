package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.scenarios.figures.FigureKind;
import io.dopaflow.scenarios.figures.NetworkFigures;
import io.dopaflow.scenarios.figures.RunFigures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws what a network that spikes freely has done. */
@CommandLine.Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Draw a run of a network that spikes freely: raster (its spikes, with the rate of each population below"
                    + " them), states (recorded variables of a few neurons, with their spikes) or rates.",
            "Figures of learning cycles come from compare and from spikes --raster."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow plot runs/brunel raster                 # runs/brunel/raster.png",
            "  dopaflow plot runs/brunel rates --bin \"5 ms\" --file rates.svg",
            "  dopaflow plot runs/adex states --neuron \"cells[0],cells[3]\" --to \"200 ms\""
        })
final class PlotCommand implements Command {
    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RUN", description = "The directory of a run.")
    private @Nullable Path run;

    @Parameters(
            index = "1",
            paramLabel = "WHAT",
            converter = WhatIsDrawn.class,
            description = "raster, states or rates.")
    private @Nullable String what;

    @Mixin
    private SpikeFilter filter = new SpikeFilter();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A .png or .svg file; by default WHAT.png in the directory of the run.")
    private @Nullable Path file;

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    PlotCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(filter.problems());
        if (run != null && !Files.isDirectory(run)) {
            problems.add("RUN: found no directory " + run + "; allowed: the directory of a run");
        }
        if (file != null) {
            problems.addAll(FigureFile.problems("--file", file, force));
        }
        return problems;
    }

    @Override
    public int execute() {
        Path directory = Objects.requireNonNull(run);
        String word = Objects.requireNonNull(what);
        try (SpikingRunReader reader = SpikingRunReader.open(directory)) {
            RunFigures figures = NetworkFigures.of(reader, filter.ofFigures(reader));
            Path target = file == null ? directory.resolve(word + ".png") : file;
            FigureFile.save(figures.figure(FigureKind.of(word).orElseThrow()), target, terminal);
            return ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(List.of(Text.oneLine(e.getMessage())));
        }
    }

    /** Reads what is to be drawn. */
    static final class WhatIsDrawn extends Choice {
        WhatIsDrawn() {
            super(Arrays.stream(FigureKind.values()).map(FigureKind::word).toArray(String[]::new));
        }
    }
}
