package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The weights of a run: through the run, and how the last differ from the first.
 *
 * @param run what was recorded
 */
public record WeightFigures(RecordedWeights run) {
    private static final int MOST_LINES = Ink.count() - 1;
    private static final int MOST_MOMENTS = 400;
    private static final int BARS = 40;

    /** The weights that move most, over the band that holds 90 % of all; empty unless recorded at two moments. */
    public Optional<Figure> courses() {
        int all = run.moments();
        if (all < 2) {
            return Optional.empty();
        }
        List<Integer> shown = thinned(all);
        double[] first = run.weights(0);
        double[] last = run.weights(all - 1);
        int[] moving = IntStream.range(0, first.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer v) -> -Math.abs(last[v] - first[v])))
                .limit(MOST_LINES)
                .mapToInt(Integer::intValue)
                .toArray();
        double[] x = new double[shown.size()];
        double[] low = new double[x.length];
        double[] middle = new double[x.length];
        double[] high = new double[x.length];
        double[][] lines = new double[moving.length][x.length];
        int[] at = {0};
        run.weights(shown, (moment, theta) -> {
            int i = at[0]++;
            x[i] = run.opportunities(moment);
            double[] sorted = theta.clone();
            Arrays.sort(sorted);
            low[i] = quantile(sorted, 0.05);
            middle[i] = quantile(sorted, 0.5);
            high[i] = quantile(sorted, 0.95);
            for (int line = 0; line < moving.length; line++) {
                lines[line][i] = theta[moving[line]];
            }
        });
        List<Mark> marks = new ArrayList<>();
        if (first.length > moving.length) {
            marks.add(new Mark.Band("90 % of all weights", Ink.GREY, x, low, high));
            marks.add(new Mark.Line("median", Ink.GREY, x, middle, Mark.Stroke.DASHED, false));
        }
        for (int line = 0; line < moving.length; line++) {
            marks.add(
                    new Mark.Line(run.synapse(moving[line]), Ink.of(line), x, lines[line], Mark.Stroke.NORMAL, false));
        }
        DoubleStream values = DoubleStream.concat(
                DoubleStream.concat(Arrays.stream(low), Arrays.stream(high)),
                Arrays.stream(lines).flatMapToDouble(Arrays::stream));
        List<String> notes = new ArrayList<>();
        if (first.length > moving.length) {
            notes.add(String.format(
                    Locale.ROOT, "Of %,d synapses the %d whose weight changes most.", first.length, moving.length));
        }
        if (shown.size() < all) {
            notes.add(String.format(Locale.ROOT, "%,d of %,d recorded moments are drawn.", shown.size(), all));
        }
        double end = x[x.length - 1] > x[0] ? x[x.length - 1] : x[0] + 1;
        return Optional.of(new Figure(
                run.name() + ": weights",
                1,
                List.of(new Panel(
                        "",
                        Axis.linear("learning opportunities", "", x[0], end).whole(),
                        Axis.around(run.quantity(), "", values),
                        2,
                        marks)),
                notes));
    }

    private static List<Integer> thinned(int all) {
        int kept = Math.min(MOST_MOMENTS, all);
        return IntStream.range(0, kept)
                .mapToObj(i -> (int) ((long) i * (all - 1) / Math.max(1, kept - 1)))
                .toList();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** All weights at first and at last, and their changes, by projection; empty unless recorded at two moments. */
    public Optional<Figure> histograms() {
        return ends().map(ends -> {
            List<Panel> panels = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            for (RecordedWeights.Part part : run.parts()) {
                add(part, ends, panels, notes);
            }
            return new Figure(run.name() + ": distribution of weights", 2, panels, notes);
        });
    }

    private void add(RecordedWeights.Part part, double[][] ends, List<Panel> panels, List<String> notes) {
        double[] first = Arrays.copyOfRange(ends[0], part.first(), part.end());
        double[] last = Arrays.copyOfRange(ends[1], part.first(), part.end());
        double[] changes = changes(new double[][] {first, last});
        panels.add(panel(
                part.name(),
                run.quantity(),
                List.of("at first", "at last"),
                List.of(first, last),
                List.of(Ink.GREY, Ink.BLUE)));
        panels.add(panel(
                part.name(),
                "change of " + run.quantity(),
                List.of("change"),
                List.of(changes),
                List.of(Ink.VERMILLION)));
        notes.add(String.format(
                Locale.ROOT,
                "%s%,d synapse%s. The changes have the mean %.3g and the root mean square %.3g.",
                part.name().isEmpty() ? "" : part.name() + ": ",
                changes.length,
                changes.length == 1 ? "" : "s",
                Arrays.stream(changes).average().orElse(0),
                Math.sqrt(Arrays.stream(changes).map(c -> c * c).average().orElse(0))));
    }

    private static Panel panel(
            String title, String quantity, List<String> names, List<double[]> values, List<Ink> inks) {
        double[] all = values.stream().flatMapToDouble(Arrays::stream).toArray();
        Axis x = Axis.around(quantity, "", Arrays.stream(all));
        double[] edges = IntStream.rangeClosed(0, BARS)
                .mapToDouble(i -> x.from() + (x.to() - x.from()) * i / BARS)
                .toArray();
        List<Mark> marks = new ArrayList<>();
        double most = 0;
        for (int i = 0; i < values.size(); i++) {
            double[] heights = counts(values.get(i), edges);
            most = Math.max(most, Arrays.stream(heights).max().orElse(0));
            marks.add(new Mark.Bars(names.get(i), inks.get(i), edges, heights));
        }
        return new Panel(title, x, Axis.counts("synapses", DoubleStream.of(most)), 1.5, marks);
    }

    private static double[] counts(double[] values, double[] edges) {
        double[] counts = new double[edges.length - 1];
        for (double value : values) {
            int place = Arrays.binarySearch(edges, value);
            counts[Math.min(counts.length - 1, place >= 0 ? place : -place - 2)]++;
        }
        return counts;
    }

    /** The first and the last recorded weights. */
    Optional<double[][]> ends() {
        return run.moments() < 2
                ? Optional.empty()
                : Optional.of(new double[][] {run.weights(0), run.weights(run.moments() - 1)});
    }

    static double[] changes(double[][] ends) {
        return IntStream.range(0, ends[0].length)
                .mapToDouble(v -> ends[1][v] - ends[0][v])
                .toArray();
    }
}
