package io.dopaflow.scenarios.report;

import io.dopaflow.analysis.plasticity.ProjectionSummary;
import io.dopaflow.analysis.report.Block.Tile;
import io.dopaflow.analysis.report.Words;
import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.spikes.NetworkActivity;
import io.dopaflow.analysis.spikes.PopulationStatistics;
import io.dopaflow.analysis.spikes.StatisticsWindow;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.scenarios.figures.FigureKind;
import io.dopaflow.scenarios.figures.FigureResult;
import io.dopaflow.scenarios.figures.NetworkFigures;
import io.dopaflow.scenarios.figures.RunFigures;
import io.dopaflow.scenarios.run.RecordedNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A run of a network that spikes freely in a report. */
final class ReportedNetwork extends ReportedRun {
    private static final Set<FigureKind> OF_SPIKES = EnumSet.of(
            FigureKind.RASTER, FigureKind.RATES, FigureKind.ISI, FigureKind.CORRELATION, FigureKind.SPECTRUM);

    private static final int MOST_POPULATIONS = 3;
    private static final int MOST_PROJECTIONS = 4;

    private final SpikingRunReader reader;
    private final RunWork.OfNetwork work;
    private final BitSet spikesOf;
    private final List<PopulationStatistics> populations;
    private final List<ProjectionSummary> learnt;

    private ReportedNetwork(RecordedNetwork recorded) {
        super(recorded.reader().directory(), recorded.reader().manifest());
        this.reader = recorded.reader();
        this.work = manifest().networkWork();
        this.spikesOf = recorded.scenario().plan().spikes();
        this.populations = spikesOf.isEmpty() || reader.endPs() == 0
                ? List.of()
                : NetworkActivity.of(reader, spikesOf, StatisticsWindow.of(0, reader.endPs() + 1));
        this.learnt = reader.hasWeights()
                ? ProjectionSummary.of(reader, recorded.scenario().network())
                : List.of();
    }

    static ReportedNetwork open(Path path) {
        RecordedNetwork recorded = RecordedNetwork.open(path);
        boolean opened = false;
        try {
            ReportedNetwork reported = new ReportedNetwork(recorded);
            opened = true;
            return reported;
        } finally {
            if (!opened) {
                recorded.close();
            }
        }
    }

    @Override
    String whatWasRun() {
        List<String> groups =
                reader.cells().groups().stream().map(NetworkCells.Group::name).toList();
        String names = groups.size() <= 8 ? " (" + Words.listed(groups) + ")" : "";
        return Words.count(work.neurons(), "cell") + " in " + Words.count(groups.size(), "population") + names
                + " with "
                + (work.synapses() == 1 ? "1 synapse" : Words.count(work.synapses()) + " synapses")
                + " were simulated for " + Words.biological(reader.endPs()) + " of biological time.";
    }

    @Override
    String whatCameOut() {
        if (spikesOf.isEmpty()) {
            return "They emitted " + Words.count(work.spikes(), "spike") + ", of which none was recorded.";
        }
        long recorded =
                populations.stream().mapToLong(PopulationStatistics::spikes).sum();
        if (recorded == 0) {
            return "All recorded neurons were silent.";
        }
        List<String> rates = populations.stream()
                .limit(MOST_POPULATIONS)
                .map(of -> of.name() + " at " + rate(of))
                .toList();
        String others = populations.size() > MOST_POPULATIONS
                ? " and " + Words.count(populations.size() - MOST_POPULATIONS) + " more"
                : "";
        return Words.count(recorded, "spike") + " were recorded: "
                + (others.isEmpty() ? Words.listed(rates) : String.join(", ", rates) + others)
                + " per neuron, on average.";
    }

    private static String rate(PopulationStatistics of) {
        return Words.number(of.rateHz()) + "\u202fHz";
    }

    @Override
    String reached() {
        return Words.biological(work.donePs()) + " of " + Words.biological(work.plannedPs());
    }

    @Override
    List<Tile> results() {
        List<Tile> tiles = new ArrayList<>();
        for (PopulationStatistics of : populations.subList(0, Math.min(MOST_POPULATIONS, populations.size()))) {
            List<String> notes = new ArrayList<>();
            of.cv().ifPresent(cv -> notes.add("CV " + Words.number(Math.round(cv * 1000) / 1000.0)));
            notes.add(Words.percent(of.silent()) + " silent");
            tiles.add(new Tile(of.name(), rate(of), String.join(", ", notes)));
        }
        tiles.add(new Tile(
                "Spikes",
                Words.large((double) work.spikes()),
                Words.large((double) populations.stream()
                                .mapToLong(PopulationStatistics::spikes)
                                .sum()) + " recorded"));
        for (ProjectionSummary of : learnt.subList(0, Math.min(MOST_PROJECTIONS, learnt.size()))) {
            tiles.add(new Tile(
                    "Weights of " + of.name(),
                    weight(of.mean(), of),
                    "mean of " + Words.count(of.recorded()) + " weights, s.d. " + weight(of.deviation(), of)
                            + (of.hasBounds()
                                    ? ", " + Words.percent(of.nearWmin()) + " near Wmin, "
                                            + Words.percent(of.nearWmax()) + " near Wmax"
                                    : "")
                            + "; change of the mean " + weight(of.change(), of)
                            + (of.replaced() > 0 ? "; " + Words.count(of.replaced()) + " synapses replaced" : "")));
        }
        return tiles;
    }

    private static String weight(double value, ProjectionSummary of) {
        return Words.number(value) + (of.unit().isEmpty() ? "" : "\u202f" + of.unit());
    }

    @Override
    List<Tile> costs() {
        double biological = VirtualTime.toMilliseconds(work.donePs()) / 1000;
        if (biological == 0 || work.wallSeconds() == 0) {
            return List.of();
        }
        boolean isFaster = biological >= work.wallSeconds();
        double factor = isFaster ? biological / work.wallSeconds() : work.wallSeconds() / biological;
        return List.of(new Tile(
                "Real time",
                Words.number(Math.round(factor * 100) / 100.0) + "\u00d7 " + (isFaster ? "faster" : "slower"),
                Words.biological(work.donePs()) + " of biological time"));
    }

    @Override
    List<Tile> flow() {
        return List.of();
    }

    @Override
    List<String> flowNotes() {
        return List.of();
    }

    @Override
    Map<FigureKind, FigureResult> figures() {
        RunFigures all = NetworkFigures.of(reader, NetworkFigures.Selection.of(reader));
        RunFigures ofSpikes = NetworkFigures.of(
                reader, new NetworkFigures.Selection(spikesOf, 0, reader.endPs() + 1, OptionalLong.empty()));
        Map<FigureKind, FigureResult> made = new EnumMap<>(FigureKind.class);
        for (FigureKind kind : all.kinds()) {
            boolean isOfSpikes = OF_SPIKES.contains(kind);
            made.put(
                    kind,
                    isOfSpikes && spikesOf.isEmpty()
                            ? new FigureResult.Missing(
                                    "no spikes were recorded; record.spikes in the scenario says of which neurons they are kept")
                            : (isOfSpikes ? ofSpikes : all).figure(kind));
        }
        return made;
    }

    @Override
    public void close() {
        reader.close();
    }
}
