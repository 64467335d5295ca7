package io.dopaflow.analysis.plasticity;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.run.WeightTallies;
import io.dopaflow.analysis.spikes.Extrema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Weights over time, a panel for each projection that learns: those that change most, over the band of all. */
public final class WeightCourses {
    private static final int MOST_PANELS = 6;
    private static final int MOST_LINES = Ink.count() - 2;
    private static final int MOST_MOMENTS = 400;

    private final SpikingRunReader run;
    private final LearningNetwork network;

    private WeightCourses(SpikingRunReader run, LearningNetwork network) {
        this.run = run;
        this.network = network;
    }

    /** Of a run; empty if no weights were recorded at two times. */
    public static Optional<Figure> of(SpikingRunReader run, LearningNetwork network) {
        WeightCourses courses = new WeightCourses(run, network);
        List<Panel> panels = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<LearningProjection> all = network.projections();
        for (LearningProjection projection : all) {
            if (panels.size() < MOST_PANELS) {
                courses.panel(projection, notes).ifPresent(panels::add);
            }
        }
        if (panels.size() == MOST_PANELS && all.size() > MOST_PANELS) {
            notes.add("The first " + MOST_PANELS + " of " + all.size() + " projections are shown.");
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(run.name() + ": weights", 1, panels, notes));
    }

    private Optional<Panel> panel(LearningProjection of, List<String> notes) {
        WeightTallies weights = run.weights(of.first(), of.end());
        long[] times = weights.times();
        long[] chosen = weights.widest(MOST_LINES);
        if (times.length < 2) {
            return Optional.empty();
        }
        long recorded = weights.at(times[0], 0, 0).synapses();
        List<Mark> marks = new ArrayList<>();
        DoubleStream.Builder values = DoubleStream.builder();
        if (recorded > chosen.length) {
            long[] moments = thinned(times);
            double[][] quantiles = weights.quantiles(moments);
            double[] x = LongStream.of(moments).mapToDouble(Seconds::of).toArray();
            marks.add(new Mark.Band("90 % of all weights", Ink.GREY, x, quantiles[0], quantiles[2]));
            marks.add(new Mark.Line("median", Ink.GREY, x, quantiles[1], Mark.Stroke.DASHED, false));
            Arrays.stream(quantiles).flatMapToDouble(Arrays::stream).forEach(values);
            notes.add(String.format(
                    Locale.ROOT,
                    "%s: of %,d recorded synapses the %d whose weight spans most.",
                    of.name(),
                    recorded,
                    chosen.length));
        }
        Extrema[] lines = new Extrema[chosen.length];
        long expected = weights.values(chosen);
        Arrays.setAll(lines, i -> new Extrema(0, run.endPs(), expected));
        long[] ascending = LongStream.of(chosen).sorted().toArray();
        weights.of(chosen, (time, synapse, weight, eligibility) -> {
            lines[Arrays.binarySearch(ascending, synapse)].add(time, weight);
            values.add(weight);
        });
        Map<Long, String> names = network.names(run, of, chosen);
        for (int i = 0; i < lines.length; i++) {
            double[][] points = lines[i].points();
            double[] x = Arrays.stream(points[0]).map(ms -> ms / 1000).toArray();
            marks.add(new Mark.Line(
                    names.getOrDefault(ascending[i], ""), Ink.of(i), x, points[1], Mark.Stroke.NORMAL, false));
        }
        double end = Math.max(Seconds.of(times[times.length - 1]), 1e-3);
        return Optional.of(new Panel(
                of.name(),
                Axis.linear("time", "s", 0, end),
                Axis.around("weight", of.unit(), values.build()),
                1,
                marks));
    }

    private static long[] thinned(long... times) {
        int kept = Math.min(MOST_MOMENTS, times.length);
        return IntStream.range(0, kept)
                .mapToLong(i -> times[(int) ((long) i * (times.length - 1) / Math.max(1, kept - 1))])
                .distinct()
                .toArray();
    }
}
