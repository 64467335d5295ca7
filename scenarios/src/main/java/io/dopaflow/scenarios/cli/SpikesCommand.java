package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.PhasedRunReader;
import io.dopaflow.analysis.run.PhasedSpikes;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.spikes.FileSpikes;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.scenarios.figures.FigureKind;
import io.dopaflow.scenarios.figures.NetworkFigures;
import io.dopaflow.scenarios.figures.PhasedFigures;
import io.dopaflow.scenarios.run.RecordedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Looks into the spikes of a run. */
@CommandLine.Command(
        name = "spikes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "List, count or measure the spikes of a run.",
            "Shows a list, counts, rates, inter-spike intervals or statistics of populations, or draws a raster.",
            "RUN can also be a file of spikes that another tool wrote: CSV, NEST, SONATA or NWB.",
            CycleSpikes.Statistics.EXPECTED
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow spikes runs/xor --counts",
            "  dopaflow spikes runs/xor --neuron yes --kind readout --format csv",
            "  dopaflow spikes runs/xor --depth 1 --from \"120 ms\" --to \"0.5 s\" --isi",
            "  dopaflow spikes runs/xor --opportunity 0 --raster raster.svg",
            "  dopaflow spikes runs/brunel --stats --from \"200 ms\"",
            "  dopaflow spikes runs/brunel --population inhibitory --isi --format csv",
            "  dopaflow spikes spikes.h5 --stats        # of another simulator"
        })
final class SpikesCommand implements Command {
    private final Terminal terminal;

    @Mixin
    private RunArgument run = new RunArgument(true);

    @Mixin
    private SpikeFilter filter = new SpikeFilter();

    @ArgGroup
    private View view = new View();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            converter = Choice.OfFormat.class,
            completionCandidates = Choice.OfFormat.class,
            description = "table (times with units), csv or json (times in picoseconds).")
    private String format = "table";

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = WholeNumber.Positive.class,
            description = "At most this many spikes, the earliest; by default 100 in a table.")
    private @Nullable Long limit;

    @Option(names = "--force", description = "Replace the file of an earlier raster.")
    private boolean force;

    /** What is shown instead of the spikes themselves: one of these. */
    static final class View {
        @Option(names = "--counts", description = "How many spikes, and their mean amplitude.")
        private boolean counts;

        @Option(names = "--rates", description = "Spikes per second of recorded virtual time.")
        private boolean rates;

        @Option(
                names = "--isi",
                description = "Inter-spike intervals: shortest, mean, longest, coefficient of variation.")
        private boolean isi;

        @Option(
                names = "--stats",
                description = "Of a network that spikes freely, by population: rate, CV and CV2 of intervals, Fano"
                        + " factor, correlation, synchrony, silent neurons, peak of the power spectrum.")
        private boolean stats;

        @Option(names = "--raster", paramLabel = "FILE", description = "Draw a raster into a .png, .svg or .pdf file.")
        private @Nullable Path raster;

        private Optional<CycleSpikes.Statistics> statistics() {
            if (counts) {
                return Optional.of(CycleSpikes.Statistics.COUNTS);
            }
            if (rates) {
                return Optional.of(CycleSpikes.Statistics.RATES);
            }
            return isi ? Optional.of(CycleSpikes.Statistics.INTERVALS) : Optional.empty();
        }

        private NetworkSpikes.Shown shown() {
            if (stats) {
                return NetworkSpikes.Shown.STATISTICS;
            }
            if (counts || rates) {
                return NetworkSpikes.Shown.RATES;
            }
            return isi ? NetworkSpikes.Shown.INTERVALS : NetworkSpikes.Shown.SPIKES;
        }
    }

    SpikesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(run.problems());
        problems.addAll(filter.problems());
        if (view.raster != null) {
            problems.addAll(FigureFile.problems("--raster", view.raster, force));
        }
        return problems;
    }

    @Override
    public int execute() {
        Path directory = run.told(terminal);
        try {
            if (!Files.isDirectory(directory)) {
                show(FileSpikes.read(directory));
            } else if (RunDirectory.of(directory).manifest().family().equals(SpikingNetwork.FAMILY)) {
                showNetwork(directory);
            } else if (RunDirectory.of(directory).manifest().family().equals(PhasedLearning.FAMILY)) {
                showPhases(directory);
            } else {
                showCycles(directory);
            }
            return ExitCode.DONE;
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(List.of(Text.oneLine(e.getMessage())));
        }
    }

    private void showNetwork(Path directory) {
        try (SpikingRunReader reader = SpikingRunReader.open(directory)) {
            show(reader);
        }
    }

    private void show(RecordedSpikes recorded) {
        NetworkSpikes spikes = new NetworkSpikes(terminal, recorded, filter.ofNetwork(recorded), format, limit);
        if (view.raster != null) {
            FigureFile.save(
                    NetworkFigures.of(recorded, filter.ofFigures(recorded)).figure(FigureKind.RASTER),
                    view.raster,
                    terminal);
        } else {
            spikes.show(view.shown());
        }
    }

    private void showPhases(Path directory) {
        if (view.stats || view.rates || view.isi) {
            String option = view.stats ? "--stats" : view.rates ? "--rates" : "--isi";
            throw new IllegalArgumentException(
                    option + ": found a run of phased learning; allowed there: --counts, --raster");
        }
        try (PhasedRunReader reader = PhasedRunReader.open(directory)) {
            PhasedSpikes recorded = filter.ofPhases(reader.spikes());
            NetworkFigures.Selection selection = filter.ofUnits(recorded);
            if (view.raster != null) {
                FigureFile.save(
                        PhasedFigures.of(reader, recorded, selection).figure(FigureKind.RASTER), view.raster, terminal);
                return;
            }
            PhaseSpikes spikes = new PhaseSpikes(terminal, recorded, selection, format, limit);
            long found = view.counts ? spikes.count() : spikes.list();
            if (found == 0) {
                CycleSpikes.sayNone(terminal, filter);
            }
        }
    }

    private void showCycles(Path directory) {
        filter.requireCycles();
        if (view.stats) {
            throw new IllegalArgumentException(
                    "--stats: found a run of learning cycles; allowed there: --counts," + " --rates, --isi");
        }
        try (RecordedRun recorded = RecordedRun.open(directory)) {
            CycleSpikes spikes = new CycleSpikes(terminal, recorded, filter, format, limit);
            if (view.raster != null) {
                spikes.draw(view.raster);
            } else {
                view.statistics().ifPresentOrElse(spikes::statistics, spikes::list);
            }
        }
    }
}
