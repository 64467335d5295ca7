package io.dopaflow.scenarios.figures;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.spikes.SpikeFigures;
import io.dopaflow.analysis.spikes.StateFigure;
import io.dopaflow.analysis.spikes.SynapseFigures;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The figures of a network that spikes freely. */
public final class NetworkFigures {
    private NetworkFigures() {}

    /**
     * What is shown.
     *
     * @param cells whose spikes and states
     * @param fromPs the first time
     * @param toPs the first time behind, at most 1 behind the end of the run
     * @param binPs the length of bins; chosen by the data where empty
     */
    public record Selection(BitSet cells, long fromPs, long toPs, OptionalLong binPs) {

        /** Everything. */
        public static Selection of(RecordedSpikes run) {
            return new Selection(run.cells().all(), 0, run.endPs() + 1, OptionalLong.empty());
        }
    }

    /** Figures of a run. */
    public static RunFigures of(SpikingRunReader run, Selection selection) {
        Map<FigureKind, Supplier<FigureResult>> makers = ofSpikes(run, selection);
        makers.put(
                FigureKind.STATES,
                () -> FigureResult.of(
                        StateFigure.of(
                                run,
                                run.everything()
                                        .of(selection.cells)
                                        .between(selection.fromPs, Math.min(selection.toPs - 1, run.endPs()))),
                        "no states of these neurons and times were recorded; record.states in the scenario says of which"
                                + " neurons they are kept"));
        String synapses = "no synapses were recorded; record.synapses in the scenario says whether they are listed";
        SynapseFigures weights = new SynapseFigures(run);
        makers.put(FigureKind.WEIGHT_HISTOGRAM, () -> FigureResult.of(weights.histograms(), synapses));
        makers.put(FigureKind.WEIGHT_MATRIX, () -> FigureResult.of(weights.matrices(), synapses));
        return new RunFigures(makers);
    }

    /** Figures of spikes alone, such as those in a file of another simulator. */
    public static RunFigures of(RecordedSpikes spikes, Selection selection) {
        return new RunFigures(ofSpikes(spikes, selection));
    }

    private static Map<FigureKind, Supplier<FigureResult>> ofSpikes(RecordedSpikes run, Selection selection) {
        SpikeFigures figures =
                new SpikeFigures(run, selection.cells, selection.fromPs, selection.toPs, selection.binPs);
        Map<FigureKind, Supplier<FigureResult>> makers = new EnumMap<>(FigureKind.class);
        makers.put(FigureKind.RASTER, made(figures::raster));
        makers.put(FigureKind.RATES, made(figures::rates));
        makers.put(FigureKind.ISI, made(figures::intervals));
        makers.put(FigureKind.CORRELATION, made(figures::correlation));
        makers.put(FigureKind.SPECTRUM, made(figures::spectrum));
        return makers;
    }

    private static Supplier<FigureResult> made(Supplier<Figure> figure) {
        return () -> new FigureResult.Made(figure.get());
    }
}
