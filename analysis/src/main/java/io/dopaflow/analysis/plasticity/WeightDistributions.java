package io.dopaflow.analysis.plasticity;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.run.WeightTallies;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the weights of each projection that learns are distributed: histograms at several times, and, where there are more, their development as
 * colours.
 */
public final class WeightDistributions {
    private static final int MOST_PROJECTIONS = 4;
    private static final int BARS = 40;
    private static final int MOST_COLUMNS = 150;

    /** When histograms are drawn: shares of the recorded times. */
    private static final double[] SHARES = {0, 0.1, 0.3, 1};

    private static final List<Ink> INKS = List.of(Ink.GREY, Ink.SKY, Ink.ORANGE, Ink.BLUE);

    private WeightDistributions() {}

    /** Of a run; empty if no weights were recorded. */
    public static Optional<Figure> of(SpikingRunReader run, LearningNetwork network) {
        List<Panel> panels = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<LearningProjection> recorded = network.projections().stream()
                .filter(of -> run.weights(of.first(), of.end()).times().length > 0)
                .toList();
        boolean isDeveloping = false;
        for (LearningProjection of : recorded.subList(0, Math.min(MOST_PROJECTIONS, recorded.size()))) {
            WeightTallies weights = run.weights(of.first(), of.end());
            long[] times = weights.times();
            WeightTallies.Range range = range(of, weights);
            panels.add(histograms(of, weights, range, times));
            if (times.length > SHARES.length) {
                panels.add(development(of, weights, range, times));
                isDeveloping = true;
            }
        }
        if (recorded.size() > MOST_PROJECTIONS) {
            notes.add("The first " + MOST_PROJECTIONS + " of " + recorded.size() + " projections are shown.");
        }
        if (isDeveloping) {
            notes.add("Colours: the share of synapses in each bin of weights, over time; white where there are none.");
        }
        int columns = isDeveloping ? 2 : Math.min(2, Math.max(1, panels.size()));
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(run.name() + ": distribution of weights", columns, panels, notes));
    }

    /** A little is left at both sides of the range, so that bars there are seen. */
    private static Axis axis(LearningProjection of, WeightTallies.Range range) {
        double room = 0.02 * (range.high() - range.low());
        return Axis.linear("weight", of.unit(), range.low() - room, range.high() + room);
    }

    private static double[] edges(WeightTallies.Range range) {
        return IntStream.rangeClosed(0, BARS)
                .mapToDouble(i -> range.low() + (range.high() - range.low()) * i / BARS)
                .toArray();
    }

    /** That of the projection; something around its one weight, if all are equal. */
    private static WeightTallies.Range range(LearningProjection of, WeightTallies weights) {
        WeightTallies.Range range = of.range(weights);
        double some = 0.1 * Math.max(1e-9, Math.abs(range.low()));
        return range.high() > range.low() ? range : new WeightTallies.Range(range.low() - some, range.high() + some);
    }

    private static Panel histograms(
            LearningProjection of, WeightTallies weights, WeightTallies.Range range, long... times) {
        long[] shown = Arrays.stream(SHARES)
                .mapToLong(share -> times[(int) Math.round(share * (times.length - 1))])
                .distinct()
                .toArray();
        double[][] counts = weights.counts(shown, range.low(), range.high(), BARS);
        List<Mark> marks = new ArrayList<>();
        for (int t = 0; t < shown.length; t++) {
            Ink ink = INKS.get(t == shown.length - 1 ? INKS.size() - 1 : t);
            marks.add(new Mark.Bars(Seconds.at(shown[t]), ink, edges(range), counts[t]));
        }
        long synapses = (long) Arrays.stream(counts[0]).sum();
        String title = String.format(Locale.ROOT, "%s: %,d synapse%s", of.name(), synapses, synapses == 1 ? "" : "s");
        return new Panel(
                title,
                axis(of, range),
                Axis.counts("synapses", Arrays.stream(counts).flatMapToDouble(Arrays::stream)),
                1.2,
                marks);
    }

    /** The share of each bin over time: a column from half-way to the time before to half-way to the next. */
    private static Panel development(
            LearningProjection of, WeightTallies weights, WeightTallies.Range range, long... times) {
        int columns = Math.min(MOST_COLUMNS, times.length);
        long[] shown = IntStream.range(0, columns)
                .mapToLong(i -> times[(int) ((long) i * (times.length - 1) / (columns - 1))])
                .toArray();
        double[][] counts = weights.counts(shown, range.low(), range.high(), BARS);
        double[][] shares = new double[BARS][columns];
        for (int t = 0; t < columns; t++) {
            double all = Math.max(1, Arrays.stream(counts[t]).sum());
            for (int bin = 0; bin < BARS; bin++) {
                shares[bin][t] = counts[t][bin] == 0 ? Double.NaN : Math.log10(counts[t][bin] / all);
            }
        }
        double[] x = new double[columns + 1];
        for (int t = 1; t < columns; t++) {
            x[t] = (Seconds.of(shown[t - 1]) + Seconds.of(shown[t])) / 2;
        }
        x[0] = Seconds.of(shown[0]);
        x[columns] = Seconds.of(shown[columns - 1]);
        return new Panel(
                "",
                Axis.linear("time", "s", x[0], x[columns]),
                axis(of, range),
                1.2,
                List.of(Mark.Matrix.of("log\u2081\u2080 of share", x, edges(range), shares, false)));
    }
}
