package io.dopaflow.scenarios.report;

import io.dopaflow.analysis.compare.Comparison;
import io.dopaflow.analysis.compare.RunPoint;
import io.dopaflow.analysis.report.Block.Tile;
import io.dopaflow.analysis.report.Words;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.scenarios.figures.CycleFigures;
import io.dopaflow.scenarios.figures.FigureKind;
import io.dopaflow.scenarios.figures.FigureResult;
import io.dopaflow.scenarios.figures.RunComparison;
import io.dopaflow.scenarios.figures.RunFigures;
import io.dopaflow.scenarios.run.RecordedRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;

/** A run of learning cycles in a report. */
final class ReportedCycles extends ReportedRun {
    /** Figures of the comparison with gradient flow. */
    static final Set<FigureKind> OF_FLOW = EnumSet.of(FigureKind.FLOW, FigureKind.DISTANCE, FigureKind.TRAJECTORIES);

    private final RecordedRun recorded;
    private final LearningCycle model;
    private final RunWork.OfCycles work;
    private final LearningResults learnt;
    private final Optional<String> whyNotCompared;
    private final RunComparison comparison;

    private ReportedCycles(RecordedRun recorded, boolean isCompared, DoubleConsumer progressOfComparison) {
        super(recorded.reader().directory(), recorded.reader().manifest());
        this.recorded = recorded;
        this.model = recorded.scenario().model();
        this.work = manifest().cycleWork();
        this.learnt = new LearningResults(recorded.reader().progress(), model.samples());
        this.comparison = new RunComparison(recorded, progressOfComparison);
        this.whyNotCompared = isCompared ? obstacle() : Optional.of("the report was asked not to compare");
    }

    static ReportedCycles open(Path path, boolean isCompared, DoubleConsumer progress) {
        RecordedRun recorded = RecordedRun.open(path);
        boolean opened = false;
        try {
            ReportedCycles reported = new ReportedCycles(recorded, isCompared, progress);
            opened = true;
            return reported;
        } finally {
            if (!opened) {
                recorded.close();
            }
        }
    }

    /** Why the run cannot be compared with gradient flow. */
    private Optional<String> obstacle() {
        List<String> problems = recorded.problems(new ArrayList<>());
        if (!problems.isEmpty()) {
            return Optional.of(problems.get(0));
        }
        if (recorded.reader().snapshots().size() < 2) {
            return Optional.of(
                    "weights were recorded at fewer than two moments; record.weights in the scenario says when"
                            + " they are kept");
        }
        return comparison.get().agreement().differing() > 0
                ? Optional.of("the recorded weights are not those of the scenario: "
                        + comparison.get().agreement().first().orElse(""))
                : Optional.empty();
    }

    @Override
    String whatWasRun() {
        int training = model.samples().training().size();
        String data = recorded.scenario().data().name();
        return "A network of " + Words.count(model.network().neuronCount(), "neuron") + " and "
                + Words.count(work.synapses(), "synapse") + " learnt "
                + (data.equals("inline") ? "" : data + " ") + "from "
                + Words.count(training, "training sample") + ": "
                + Words.count(work.opportunities(), "learning opportunity")
                + " of "
                + Words.count(recorded.reader().cyclesPerOpportunity(), "cycle")
                + ", with nothing but spike timing and a broadcast reward.";
    }

    @Override
    String whatCameOut() {
        return learnt.sentence(lastPoint()
                .map(point -> ", and its weights were " + Words.percent(relative(point))
                        + " of the flow's path away from the gradient flow that no neuron knows")
                .orElse(""));
    }

    private static double relative(RunPoint point) {
        return point.flowDistance() / point.travelled();
    }

    private Optional<RunPoint> lastPoint() {
        if (whyNotCompared.isPresent()) {
            return Optional.empty();
        }
        List<RunPoint> run = comparison.get().run();
        return run.isEmpty()
                ? Optional.empty()
                : Optional.of(run.get(run.size() - 1)).filter(point -> Double.isFinite(relative(point)));
    }

    @Override
    String reached() {
        return Words.count(work.cyclesDone()) + " of " + Words.count(work.cyclesPlanned(), "cycle");
    }

    @Override
    List<Tile> results() {
        List<Tile> tiles = new ArrayList<>(learnt.tiles());
        lastPoint()
                .ifPresent(point -> tiles.add(new Tile(
                        "From gradient flow", Words.percent(relative(point)), "of the flow's path; lower is better")));
        tiles.add(new Tile(
                "Cycles", Words.large((double) work.cyclesDone()), Words.large((double) work.spikes()) + " spikes"));
        return tiles;
    }

    @Override
    List<Tile> costs() {
        return List.of(new Tile(
                "Time per cycle",
                work.cyclesDone() == 0
                        ? "-"
                        : Words.number(1e6 * work.wallSeconds() / work.cyclesDone()) + "\u202f\u00b5s",
                Words.count(work.cyclesDone(), "cycle")));
    }

    @Override
    List<Tile> flow() {
        List<Tile> tiles = new ArrayList<>();
        lastPoint().ifPresent(point -> {
            Comparison compared = comparison.get();
            tiles.add(new Tile(
                    "From gradient flow", Words.percent(relative(point)), "of the path that the flow has travelled"));
            tiles.add(new Tile("Distance", Words.number(point.flowDistance()), "of log-weights, at the end"));
            tiles.add(
                    new Tile("Flow has travelled", Words.number(point.travelled()), "in log-weights, from the start"));
            if (Double.isFinite(point.sgdToFlow())) {
                tiles.add(new Tile(
                        "SGD from flow", Words.number(point.sgdToFlow()), "the usual discretisation, for scale"));
            }
            tiles.add(new Tile(
                    "Same as the rule",
                    Words.count(compared.agreement().moments()),
                    "recorded moments, all to the last bit"));
        });
        return tiles;
    }

    @Override
    List<String> flowNotes() {
        return whyNotCompared
                .map(why -> List.of("Not compared: " + why + "."))
                .orElseGet(() -> comparison.get().notes());
    }

    @Override
    Map<FigureKind, FigureResult> figures() {
        RunFigures figures = CycleFigures.of(recorded, SpikeQuery.everything(), comparison);
        Map<FigureKind, FigureResult> all = new EnumMap<>(FigureKind.class);
        for (FigureKind kind : figures.kinds()) {
            all.put(
                    kind,
                    OF_FLOW.contains(kind) && whyNotCompared.isPresent()
                            ? new FigureResult.Missing(whyNotCompared.get())
                            : figures.figure(kind));
        }
        return all;
    }

    @Override
    public void close() {
        recorded.close();
    }
}
