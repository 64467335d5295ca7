package io.dopaflow.scenarios.figures;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.grading.LossFigure;
import io.dopaflow.analysis.plasticity.LearningNetwork;
import io.dopaflow.analysis.plasticity.ModulatorFigure;
import io.dopaflow.analysis.plasticity.PairingWindow;
import io.dopaflow.analysis.plasticity.WeightCourses;
import io.dopaflow.analysis.plasticity.WeightDistributions;
import io.dopaflow.analysis.plasticity.WeightMatrices;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.spikes.SpikeFigures;
import io.dopaflow.analysis.spikes.StateFigure;
import io.dopaflow.analysis.spikes.SynapseFigures;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.run.RecordedNetwork;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
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

    /** Whether a kind is made of the run in a directory: some are of runs alone that have weights or modulators. */
    public static boolean applies(FigureKind kind, RunDirectory run) {
        return switch (kind) {
            case WEIGHTS, STDP -> has(run, "weights");
            case MODULATORS, LOSS -> has(run, "modulators");
            default -> kind.isOfNetworks();
        };
    }

    private static boolean has(RunDirectory run, String table) {
        return run.tables().stream()
                .anyMatch(files ->
                        files.table().name().equals(table) && !files.paths().isEmpty());
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
        addLearning(run, makers);
        return new RunFigures(makers);
    }

    /** Those of synapses, and, of runs that have any weights or modulators, of what they have learnt. */
    private static void addLearning(SpikingRunReader run, Map<FigureKind, Supplier<FigureResult>> makers) {
        String synapses = "no synapses were recorded; record.synapses in the scenario says whether they are listed";
        SynapseFigures listed = new SynapseFigures(run);
        if (!run.hasWeights()) {
            makers.put(FigureKind.WEIGHT_HISTOGRAM, () -> FigureResult.of(listed.histograms(), synapses));
            makers.put(FigureKind.WEIGHT_MATRIX, () -> FigureResult.of(listed.matrices(), synapses));
        }
        if (!run.hasWeights() && !run.hasModulators()) {
            return;
        }
        Learnt learnt = new Learnt(run);
        if (run.hasWeights()) {
            String weights =
                    "no weights were recorded at two times; record.weights in the scenario says of which synapses they"
                            + " are kept, and when";
            makers.put(FigureKind.WEIGHTS, learnt.figure(WeightCourses::of, weights));
            makers.put(FigureKind.WEIGHT_HISTOGRAM, learnt.figure(WeightDistributions::of, weights));
            makers.put(FigureKind.WEIGHT_MATRIX, learnt.figure(WeightMatrices::of, weights));
            makers.put(
                    FigureKind.STDP,
                    learnt.figure(
                            PairingWindow::of,
                            "there is no pairing protocol: no recorded synapses whose two neurons spike in pairs, at one distance"
                                    + " each"));
        }
        if (run.hasModulators()) {
            makers.put(
                    FigureKind.MODULATORS, learnt.figure(ModulatorFigure::of, "nothing was released of any modulator"));
            makers.put(FigureKind.LOSS, () -> loss(run));
        }
    }

    private static FigureResult loss(SpikingRunReader run) {
        LoadedNetwork scenario = RecordedNetwork.scenario(run);
        return FigureResult.of(
                LossFigure.of(run, scenario.network(), scenario.plan().spikes()),
                scenario.network().episodeReward().isEmpty()
                        ? "the network has no rewarded episodes"
                        : "not all spikes of the outputs were recorded; record.spikes: all keeps them");
    }

    /** What the synapses of a run have learnt; its network is drawn anew once, when it is asked for. */
    private static final class Learnt {
        private final SpikingRunReader run;
        private Optional<LearningNetwork> network = Optional.empty();

        Learnt(SpikingRunReader run) {
            this.run = run;
        }

        Supplier<FigureResult> figure(
                BiFunction<SpikingRunReader, LearningNetwork, Optional<Figure>> figure, String why) {
            return () -> {
                LearningNetwork drawn = network.orElseGet(
                        () -> new LearningNetwork(RecordedNetwork.scenario(run).network()));
                network = Optional.of(drawn);
                return FigureResult.of(figure.apply(run, drawn), why);
            };
        }
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
