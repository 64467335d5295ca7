package io.dopaflow.analysis.learning;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.CycleTallies.Firing;
import io.dopaflow.analysis.run.CycleTallies.Interval;
import io.dopaflow.analysis.run.CycleTallies.Opportunities;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How the layers of a network spike while they learn: rates through the run, and inter-spike intervals. A layer is the neurons
 * of one depth.
 *
 * @param run what was recorded
 * @param timing of its cycles
 * @param opportunities of which
 */
public record ActivityFigures(RunReader run, CycleTiming timing, Opportunities opportunities) {
    private static final int MOST_STRETCHES = 200;
    private static final int MOST_BARS = 60;
    private static final double SHOWN_INTERVALS = 0.995;
    private static final double PS_PER_SECOND = 1e12;
    private static final String REGULAR =
            "A graded neuron spikes at the onset and at the readout of each cycle by construction, a source once.";

    /** The rates of layers over learning opportunities; empty without a spike. */
    public Optional<Figure> rates() {
        List<Firing> firing = run.tallies().firing(opportunities);
        if (firing.isEmpty()) {
            return Optional.empty();
        }
        long[] kept = firing.stream().mapToLong(Firing::opportunity).distinct().toArray();
        long first = kept[0];
        long each = (kept[kept.length - 1] - first + MOST_STRETCHES) / MOST_STRETCHES;
        int stretches = (int) ((kept[kept.length - 1] - first) / each + 1);
        long[] recorded = new long[stretches];
        Arrays.stream(kept).forEach(opportunity -> recorded[(int) ((opportunity - first) / each)]++);
        double[][] rates = new double[layers()][stretches];
        double seconds = run.cyclesPerOpportunity() * timing.periodPs() / PS_PER_SECOND;
        for (Firing row : firing) {
            int stretch = (int) ((row.opportunity() - first) / each);
            rates[row.depth()][stretch] += row.spikes() / (seconds * recorded[stretch] * size(row.depth()));
        }
        double[] x = IntStream.rangeClosed(0, stretches)
                .mapToDouble(i -> first + (double) i * each)
                .toArray();
        int[] filled = IntStream.range(0, stretches)
                .filter(stretch -> recorded[stretch] > 0)
                .toArray();
        double[] middles =
                Arrays.stream(filled).mapToDouble(i -> x[i] + each / 2.0).toArray();
        List<Mark> lines = new ArrayList<>();
        for (int depth = 0; depth < layers(); depth++) {
            double[] of = rates[depth];
            if (filled.length == stretches) {
                double[] held = Arrays.copyOf(of, stretches + 1);
                held[stretches] = held[stretches - 1];
                lines.add(new Mark.Line(name(depth), Ink.of(depth), x, held, Mark.Stroke.NORMAL, true));
                continue;
            }
            double[] known = Arrays.stream(filled).mapToDouble(i -> of[i]).toArray();
            lines.add(Mark.Line.of(name(depth), Ink.of(depth), middles, known));
            lines.add(new Mark.Points("", Ink.of(depth), middles, known, Mark.Shape.CIRCLE));
        }
        Panel panel = new Panel(
                "",
                Axis.linear("learning opportunity", "", x[0], x[stretches]).whole(),
                Axis.fromZero("rate", "Hz", Arrays.stream(rates).flatMapToDouble(Arrays::stream)),
                2,
                lines);
        return Optional.of(new Figure(
                run.manifest().name() + ": rates of layers",
                1,
                List.of(panel),
                List.of(
                        String.format(
                                Locale.ROOT,
                                "Spikes a second and neuron in stretches of %s; %,d were recorded.",
                                each == 1 ? "one learning opportunity" : each + " learning opportunities",
                                kept.length),
                        REGULAR)));
    }

    /** The intervals of layers, between onsets and between readouts of one neuron; empty without any. */
    public Optional<Figure> intervals() {
        List<Interval> intervals = run.tallies().intervals(opportunities);
        if (intervals.isEmpty()) {
            return Optional.empty();
        }
        long all = intervals.stream().mapToLong(Interval::count).sum();
        long longest = longestShown(intervals, all);
        // Whole periods are in the middles of bins.
        long each = Math.max(1, (longest / timing.periodPs() + MOST_BARS) / MOST_BARS);
        long bin = each * timing.periodPs();
        int bars = Math.max(3, (int) ((longest + bin / 2) / bin + 1));
        double[] edges = IntStream.rangeClosed(0, bars)
                .mapToDouble(i -> VirtualTime.toMilliseconds(Math.max(0, i * bin - bin / 2)))
                .toArray();
        Axis x = Axis.linear("inter-spike interval", "ms", 0, edges[bars]);
        List<Panel> panels = new ArrayList<>();
        for (int layer = 0; layer < layers(); layer++) {
            int depth = layer;
            List<Interval> own =
                    intervals.stream().filter(row -> row.depth() == depth).toList();
            double[] heights = new double[bars];
            own.stream()
                    .filter(row -> row.intervalPs() <= longest)
                    .forEach(row -> heights[(int) ((row.intervalPs() + bin / 2) / bin)] += row.count());
            panels.add(new Panel(
                    name(depth) + variation(own),
                    x,
                    Axis.counts("intervals", Arrays.stream(heights)),
                    1,
                    List.of(new Mark.Bars("", Ink.of(depth), edges, heights))));
        }
        long behind = intervals.stream()
                .filter(row -> row.intervalPs() > longest)
                .mapToLong(Interval::count)
                .sum();
        return Optional.of(new Figure(
                run.manifest().name() + ": inter-spike intervals",
                Math.min(3, panels.size()),
                panels,
                List.of(
                        String.format(Locale.ROOT, "%,d intervals", all)
                                + (behind == 0
                                        ? "."
                                        : String.format(
                                                Locale.ROOT,
                                                ", of which the %,d longest lie to the right of the axis.",
                                                behind)),
                        "Between successive onsets, and between successive readouts, of each neuron; a silent readout is no"
                                + " spike. CV: standard deviation over mean of all intervals of the layer.",
                        REGULAR)));
    }

    /** The length that so many intervals do not exceed. */
    private static long longestShown(List<Interval> intervals, long all) {
        List<Interval> ascending = intervals.stream()
                .sorted(Comparator.comparingLong(Interval::intervalPs))
                .toList();
        long below = 0;
        for (Interval row : ascending) {
            below += row.count();
            if (below >= SHOWN_INTERVALS * all) {
                return row.intervalPs();
            }
        }
        return 0;
    }

    private static String variation(List<Interval> rows) {
        long count = rows.stream().mapToLong(Interval::count).sum();
        if (count == 0) {
            return ": no intervals";
        }
        double mean = rows.stream()
                        .mapToDouble(row -> (double) row.intervalPs() * row.count())
                        .sum()
                / count;
        double squares = rows.stream()
                .mapToDouble(row -> (row.intervalPs() - mean) * (row.intervalPs() - mean) * row.count())
                .sum();
        return String.format(Locale.ROOT, ": CV %.2f", Math.sqrt(squares / count) / mean);
    }

    private int layers() {
        return run.network().depth() + 1;
    }

    private long size(int depth) {
        Network network = run.network();
        return IntStream.range(0, network.neuronCount())
                .filter(neuron -> network.depthOf(neuron) == depth)
                .count();
    }

    private String name(int depth) {
        return depth == 0 ? "sources" : depth == run.network().depth() ? "outputs" : "depth " + depth;
    }
}
