package io.dopaflow.scenarios.figures;

import io.dopaflow.analysis.compare.ComparisonFigures;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.learning.ActivityFigures;
import io.dopaflow.analysis.learning.CycleWeights;
import io.dopaflow.analysis.learning.JitterFigure;
import io.dopaflow.analysis.learning.RewardFigure;
import io.dopaflow.analysis.learning.ScoreFigures;
import io.dopaflow.analysis.learning.StdpFigure;
import io.dopaflow.analysis.learning.WeightFigures;
import io.dopaflow.analysis.run.CycleTallies.Opportunities;
import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.analysis.spikes.CycleRaster;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.scenarios.run.RecordedRun;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The figures of a run of learning cycles. */
public final class CycleFigures {
    static final String SPIKES = "no spikes were recorded; record.spikes in the scenario says which are kept";
    static final String WEIGHTS =
            "weights were recorded at fewer than two moments; record.weights in the scenario says when they are kept";

    private final RecordedRun recorded;
    private final RunComparison comparison;

    private CycleFigures(RecordedRun recorded, RunComparison comparison) {
        this.recorded = recorded;
        this.comparison = comparison;
    }

    /**
     * Figures of a run.
     *
     * @param query which spikes the raster shows; its learning opportunities are those of other figures, too
     * @param comparison with gradient flow, of which some figures are; made when the first of them is
     */
    public static RunFigures of(RecordedRun recorded, SpikeQuery query, RunComparison comparison) {
        return new RunFigures(new CycleFigures(recorded, comparison).makers(query));
    }

    private Map<FigureKind, Supplier<FigureResult>> makers(SpikeQuery query) {
        RunReader run = recorded.reader();
        LearningCycle model = recorded.scenario().model();
        Opportunities opportunities = new Opportunities(
                query.firstOpportunity().orElse(0), query.lastOpportunity().orElse(Long.MAX_VALUE));
        ActivityFigures activity = new ActivityFigures(run, model.timing(), opportunities);
        Map<FigureKind, Supplier<FigureResult>> makers = new EnumMap<>(FigureKind.class);
        makers.put(FigureKind.RASTER, () -> FigureResult.of(CycleRaster.of(run, query), SPIKES));
        makers.put(FigureKind.RATES, () -> FigureResult.of(activity.rates(), SPIKES));
        makers.put(FigureKind.ISI, () -> FigureResult.of(activity.intervals(), SPIKES));
        makers.put(FigureKind.WEIGHTS, () -> FigureResult.of(weights(run).courses(), WEIGHTS));
        makers.put(
                FigureKind.WEIGHT_HISTOGRAM, () -> FigureResult.of(weights(run).histograms(), WEIGHTS));
        makers.put(FigureKind.WEIGHT_MATRIX, () -> FigureResult.of(new CycleWeights(run).matrices(), WEIGHTS));
        makers.put(
                FigureKind.JITTER,
                () -> FigureResult.of(
                        JitterFigure.of(run, model, opportunities),
                        "no arrivals were recorded; record.arrivals in the scenario says which are kept"));
        makers.put(FigureKind.STDP, () -> stdp(run, model, opportunities));
        makers.put(
                FigureKind.TRAJECTORIES,
                () -> ofComparison(
                        ComparisonFigures::opportunity,
                        "of no learning opportunity were weights recorded at its start and at its end"));
        makers.put(FigureKind.FLOW, () -> ofComparison(ComparisonFigures::weights, WEIGHTS));
        makers.put(FigureKind.DISTANCE, () -> ofComparison(ComparisonFigures::distance, WEIGHTS));
        makers.putAll(scores(run.manifest().name(), run::progress));
        makers.put(
                FigureKind.REWARD,
                () -> FigureResult.of(
                        new RewardFigure(run).figure(opportunities),
                        "no rewards were recorded; record.rewards in the scenario says which are kept"));
        return makers;
    }

    private static WeightFigures weights(RunReader run) {
        return new WeightFigures(new CycleWeights(run));
    }

    /** The figures of scores, of whichever run that learns from samples. */
    static Map<FigureKind, Supplier<FigureResult>> scores(String run, Supplier<List<Progress>> rows) {
        return Map.of(
                FigureKind.LOSS,
                () -> FigureResult.of(new ScoreFigures(run, rows.get()).loss(), "the run was never scored"),
                FigureKind.ACCURACY,
                () -> FigureResult.of(
                        new ScoreFigures(run, rows.get()).accuracy(),
                        "the run was never scored, or its task is not to tell classes apart"));
    }

    private static FigureResult stdp(RunReader run, LearningCycle model, Opportunities opportunities) {
        return model.plasticity().window().pairing() == Pairing.SUCCESSIVE
                ? new FigureResult.Missing(
                        "the run pairs each arrival with the spike before it in two cycles, so that a change is no function of"
                                + " one timing difference")
                : FigureResult.of(
                        StdpFigure.of(run, model, opportunities),
                        "weights after each cycle, arrivals and rewards of one learning opportunity are needed; run with"
                                + " --record full");
    }

    private interface Part {
        Optional<Figure> of(ComparisonFigures figures);
    }

    private FigureResult ofComparison(Part part, String why) {
        List<String> changes = recorded.changes();
        if (!changes.isEmpty()) {
            return new FigureResult.Missing(changes.get(0));
        }
        return FigureResult.of(
                part.of(new ComparisonFigures(
                        comparison.get(), recorded.reader().manifest().name())),
                why);
    }
}
