package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.spikes.SpikeDifference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says where the spikes of two runs part. */
@CommandLine.Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compare the spikes of two runs, or of a run and another simulator.",
            "Of networks that spike freely, tells the"
                    + " first spike at which they part, how many they have in common, and the van Rossum distance of their"
                    + " trains (0 for equal ones, about the root of half the spikes that one lacks).",
            "Each is a run or a file of spikes: CSV (columns time_ms and neuron), NEST's spike recorder (.dat, .gdf), SONATA (.h5) or NWB"
                    + " (.nwb). Neurons of a population are those of the population of that name.",
            "The exit code is 0 where they are equal and 1 where they are not."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow diff runs/brunel runs/brunel-2",
            "  dopaflow diff runs/brunel nest-spikes.dat --within \"1 ns\"",
            "  dopaflow diff runs/brunel spikes.h5 --tau \"20 ms\""
        })
final class DiffCommand implements Command {
    private static final long STANDARD_TAU_PS = 10_000_000_000L;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "RUN", description = "The directory of a run, or a file of spikes.")
    private @Nullable Path run;

    @Parameters(index = "1", paramLabel = "OTHER", description = "The directory of another run, or a file of spikes.")
    private @Nullable Path other;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "Spikes of a neuron that are no farther apart are the same; by default 0 ps.")
    private @Nullable Long within;

    @Option(
            names = "--tau",
            paramLabel = "TIME",
            converter = TimeOption.class,
            description = "The time constant of the distance; by default 10 ms.")
    private @Nullable Long tau;

    DiffCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (run != null && !Files.exists(run)) {
            problems.add("RUN: found nothing at " + run + "; allowed: the directory of a run, or a file of spikes");
        }
        if (other != null && !Files.exists(other)) {
            problems.add("OTHER: found nothing at " + other + "; allowed: the directory of a run, or a file of spikes");
        }
        if (tau != null && tau == 0) {
            problems.add("--tau: found 0; allowed: above 0");
        }
        return problems;
    }

    @Override
    public int execute() {
        try {
            ComparedSpikes compared = ComparedSpikes.read(Objects.requireNonNull(run), Objects.requireNonNull(other));
            SpikeDifference difference = SpikeDifference.of(
                    compared.first(), compared.second(), compared.cells().count(), within == null ? 0 : within, (double)
                            (tau == null ? STANDARD_TAU_PS : tau));
            tell(compared.cells(), difference);
            return difference.parting().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(List.of(Text.oneLine(e.getMessage())));
        }
    }

    private void tell(NetworkCells cells, SpikeDifference of) {
        row(
                "spikes",
                Text.count(of.spikes()) + " and " + Text.count(of.otherSpikes()) + ", " + Text.count(of.common())
                        + " in common");
        row(
                "first parting",
                of.parting()
                        .map(parting ->
                                "at " + Text.time(parting.timePs()) + ", after " + Text.count(parting.place(), "spike")
                                        + ": only " + (parting.isOfOther() ? "OTHER" : "RUN") + " has the spike of "
                                        + cells.nameOf(parting.cell()))
                        .orElse("none: all spikes are the same"));
        row(
                "distance",
                "mean " + Text.number(of.meanDistance())
                        + of.farthest()
                                .map(cell ->
                                        ", largest " + Text.number(of.largestDistance()) + " of " + cells.nameOf(cell))
                                .orElse(""));
        terminal.out().flush();
    }

    private void row(String name, String value) {
        terminal.show(String.format("@|cyan %-13s|@ %s", name, Text.escaped(value)));
    }
}
