package io.dopaflow.scenarios.figures;

import io.dopaflow.analysis.learning.MadeUpInputs;
import io.dopaflow.analysis.learning.PhasedWeights;
import io.dopaflow.analysis.learning.StepFigure;
import io.dopaflow.analysis.learning.WeightFigures;
import io.dopaflow.analysis.run.PhasedRunReader;
import io.dopaflow.analysis.run.PhasedSpikes;
import io.dopaflow.models.environment.Environment;
import io.dopaflow.models.phased.InputChain;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.scenarios.run.RecordedPhases;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The figures of a run of phased learning. */
public final class PhasedFigures {
    private PhasedFigures() {}

    /**
     * Figures of a run.
     *
     * @param spikes those that the raster shows
     * @param selection of them
     */
    public static RunFigures of(PhasedRunReader run, PhasedSpikes spikes, NetworkFigures.Selection selection) {
        Map<FigureKind, Supplier<FigureResult>> makers = new EnumMap<>(FigureKind.class);
        makers.put(
                FigureKind.RASTER,
                () -> spikes.endPs() == 0
                        ? new FigureResult.Missing(CycleFigures.SPIKES)
                        : NetworkFigures.of(spikes, tight(spikes, selection)).figure(FigureKind.RASTER));
        makers.putAll(CycleFigures.scores(run.manifest().name(), run::progress));
        makers.put(FigureKind.WEIGHTS, () -> FigureResult.of(weights(run).courses(), CycleFigures.WEIGHTS));
        makers.put(
                FigureKind.WEIGHT_HISTOGRAM, () -> FigureResult.of(weights(run).histograms(), CycleFigures.WEIGHTS));
        makers.put(FigureKind.REWARD, () -> rewards(run));
        makers.put(FigureKind.SAMPLES, () -> samples(run));
        return new RunFigures(makers);
    }

    /** Instead of the whole run only the times in which there are such spikes: those of a few learning opportunities take few. */
    private static NetworkFigures.Selection tight(PhasedSpikes spikes, NetworkFigures.Selection selection) {
        if (selection.fromPs() > 0 || selection.toPs() <= spikes.endPs()) {
            return selection;
        }
        long[] times = {selection.toPs(), 0};
        spikes.spikes(spikes.everything().of(selection.cells()), (timePs, unit) -> {
            times[0] = Math.min(times[0], timePs);
            times[1] = Math.max(times[1], timePs);
        });
        if (times[0] > times[1]) {
            return selection;
        }
        long margin = (times[1] - times[0]) / 20;
        long end = Math.min(times[1] + margin, spikes.endPs()) + 1;
        return new NetworkFigures.Selection(selection.cells(), times[0], end, selection.binPs());
    }

    private static FigureResult rewards(PhasedRunReader run) {
        Optional<Environment> environment = RecordedPhases.scenario(run).model().environment();
        return environment.isEmpty()
                ? new FigureResult.Missing("the network learns from samples, in no environment that rewards")
                : FigureResult.of(
                        StepFigure.of(run.manifest().name(), environment.get().measure(), run.steps(StepFigure.PARTS)),
                        "no steps were recorded; record.losses in the scenario says which are kept");
    }

    private static FigureResult samples(PhasedRunReader run) {
        PhasedLearning model = RecordedPhases.scenario(run).model();
        List<PhasedRunReader.Moment> moments = run.moments();
        if (!InputChain.isOf(model.circuit())) {
            return new FigureResult.Missing("the rule does not tell inputs what is made of them");
        }
        return moments.isEmpty()
                ? new FigureResult.Missing(CycleFigures.WEIGHTS)
                : new FigureResult.Made(
                        MadeUpInputs.of(run.manifest().name(), model, run.weights(moments.get(moments.size() - 1))));
    }

    private static WeightFigures weights(PhasedRunReader run) {
        return new WeightFigures(new PhasedWeights(run));
    }
}
