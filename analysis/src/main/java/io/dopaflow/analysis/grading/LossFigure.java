package io.dopaflow.analysis.grading;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The mean loss over episodes, and the share of right answers below, where samples have different targets. */
public final class LossFigure {
    private static final int BLOCKS = 100;
    private static final double PERCENT = 100;

    private LossFigure() {}

    /**
     * Of a run; empty without rewarded episodes, or if not all spikes of the outputs were recorded.
     *
     * @param recorded the cells of which spikes were recorded
     */
    public static Optional<Figure> of(SpikingRunReader run, SpikingNetwork network, BitSet recorded) {
        if (!LearningCurve.applies(network, recorded)) {
            return Optional.empty();
        }
        List<LearningCurve.Block> blocks = LearningCurve.of(run, network, BLOCKS);
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        LearningCurve.Block last = blocks.get(blocks.size() - 1);
        Axis x = Axis.linear("episode", "", 0, (double) last.first() + last.episodes())
                .whole();
        List<Panel> panels = new ArrayList<>();
        double[] losses = values(blocks, LearningCurve.Block::loss);
        panels.add(new Panel(
                "",
                x,
                Axis.fromZero("mean loss", "", Arrays.stream(losses)),
                1,
                List.of(line(blocks, losses, Ink.BLUE))));
        if (!Double.isNaN(last.right())) {
            double[] right = values(blocks, block -> PERCENT * block.right());
            panels.add(new Panel(
                    "", x, Axis.linear("right answers", "%", 0, 104), 1, List.of(line(blocks, right, Ink.GREEN))));
        }
        long size = blocks.get(0).episodes();
        return Optional.of(new Figure(
                run.name() + ": loss of episodes",
                1,
                panels,
                List.of(
                        size == 1
                                ? "A point is an episode."
                                : "A point is the mean over " + size + " episodes in succession.")));
    }

    private static double[] values(List<LearningCurve.Block> blocks, ToDoubleFunction<LearningCurve.Block> value) {
        return blocks.stream().mapToDouble(value).toArray();
    }

    private static Mark line(List<LearningCurve.Block> blocks, double[] y, Ink ink) {
        return Mark.Line.of("", ink, values(blocks, block -> block.first() + block.episodes() / 2.0), y);
    }
}
