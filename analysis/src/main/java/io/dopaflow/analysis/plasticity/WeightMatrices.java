package io.dopaflow.analysis.plasticity;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.SpikingRunReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Weights from neuron to neuron as colours, of each projection that learns: when they were recorded first and last, and the change. */
public final class WeightMatrices {
    private static final int MOST_PROJECTIONS = 3;
    private static final int MOST_CELLS = 150;
    private static final long MOST_SYNAPSES = 5_000_000;

    private final SpikingRunReader run;
    private final LearningNetwork network;
    private boolean isPooled;

    private WeightMatrices(SpikingRunReader run, LearningNetwork network) {
        this.run = run;
        this.network = network;
    }

    /** Of a run; empty if all weights of no projection were recorded at two times. */
    public static Optional<Figure> of(SpikingRunReader run, LearningNetwork network) {
        WeightMatrices matrices = new WeightMatrices(run, network);
        List<Panel> panels = new ArrayList<>();
        for (LearningProjection of : network.projections()) {
            if (panels.size() < 3 * MOST_PROJECTIONS && of.synapses() <= MOST_SYNAPSES) {
                matrices.add(of, panels);
            }
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        run.name() + ": weights from neuron to neuron",
                        3,
                        panels,
                        List.of(
                                matrices.isPooled
                                        ? "Where neurons are more than " + MOST_CELLS
                                                + ", a cell is the mean over all pairs of some neighbouring ones; a pair"
                                                + " without a synapse counts 0."
                                        : "Several synapses from one neuron to another are added.")));
    }

    private void add(LearningProjection of, List<Panel> panels) {
        long[] times = run.weights(of.first(), of.end()).times();
        if (times.length < 2) {
            return;
        }
        double[] first = weights(of, times[0]);
        double[] last = weights(of, times[times.length - 1]);
        if (Arrays.stream(first).anyMatch(Double::isNaN)) {
            return;
        }
        long end = times[times.length - 1];
        double[][] before = sums(of, times[0], first);
        double[][] after = sums(of, end, last);
        panels.add(panel(of, of.name() + " " + Seconds.at(times[0]), "weight", before, false));
        panels.add(panel(of, of.name() + " " + Seconds.at(end), "weight", after, false));
        panels.add(panel(of, of.name() + ", change", "change", change(before, after), true));
    }

    /** Where there is no synapse at one of the times its weight was 0 then; NaN where there never was one. */
    private static double[][] change(double[][] before, double[][] after) {
        double[][] change = new double[before.length][before[0].length];
        for (int row = 0; row < change.length; row++) {
            for (int column = 0; column < change[row].length; column++) {
                double from = before[row][column];
                double to = after[row][column];
                change[row][column] = Double.isNaN(from) ? to : Double.isNaN(to) ? -from : to - from;
            }
        }
        return change;
    }

    /** NaN of synapses that were not recorded. */
    private double[] weights(LearningProjection of, long timePs) {
        double[] weights = new double[(int) of.synapses()];
        Arrays.fill(weights, Double.NaN);
        run.weights()
                .between(
                        timePs,
                        timePs,
                        of.first(),
                        of.end(),
                        (at, synapse, weight, eligibility) -> weights[(int) (synapse - of.first())] = weight);
        return weights;
    }

    /** How many cells of a group are one in the figure. */
    private int each(int group) {
        return (cells(group) - 1) / MOST_CELLS + 1;
    }

    private int cells(int group) {
        return network.network().groups().get(group).size();
    }

    /** NaN where there is no synapse. */
    private double[][] sums(LearningProjection of, long timePs, double[] values) {
        int firstPre = network.network().first(of.projection().from());
        int pres = cells(of.projection().from());
        int firstPost = network.network().first(of.projection().to());
        int posts = cells(of.projection().to());
        int eachPre = each(of.projection().from());
        int eachPost = each(of.projection().to());
        double[][] sums = new double[(pres - 1) / eachPre + 1][(posts - 1) / eachPost + 1];
        for (double[] row : sums) {
            Arrays.fill(row, Double.NaN);
        }
        network.eachAt(run, of, timePs, (synapse, projection, pre, post, delayPs, weight) -> {
            int row = (pre - firstPre) / eachPre;
            int column = (post - firstPost) / eachPost;
            double before = Double.isNaN(sums[row][column]) ? 0 : sums[row][column];
            int pairs = Math.min(eachPre, pres - row * eachPre) * Math.min(eachPost, posts - column * eachPost);
            sums[row][column] = before + values[(int) (synapse - of.first())] / pairs;
        });
        return sums;
    }

    private Panel panel(LearningProjection of, String title, String quantity, double[][] sums, boolean isSigned) {
        int eachPre = each(of.projection().from());
        int eachPost = each(of.projection().to());
        boolean isMean = eachPre > 1 || eachPost > 1;
        isPooled |= isMean;
        double[] x = edges(cells(of.projection().to()), eachPost);
        double[] y = edges(cells(of.projection().from()), eachPre);
        String name = (isMean ? "mean " : "") + quantity + (of.unit().isEmpty() ? "" : " [" + of.unit() + "]");
        return new Panel(
                title,
                Axis.linear("postsynaptic neuron", "", x[0], x[x.length - 1]),
                Axis.linear("presynaptic neuron", "", y[0], y[y.length - 1]),
                1.2,
                List.of(Mark.Matrix.of(name, x, y, sums, isSigned)));
    }

    private static double[] edges(int cells, int each) {
        return IntStream.rangeClosed(0, (cells - 1) / each + 1)
                .mapToDouble(i -> Math.min((double) i * each, cells) - 0.5)
                .toArray();
    }
}
