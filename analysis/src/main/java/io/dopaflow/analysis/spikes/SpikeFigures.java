package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.RecordedSpikes;
import io.dopaflow.models.time.VirtualTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Figures of the spikes of a network. All of them share one pass over the spikes; memory is bounded by neurons and bins.
 * Not thread-safe.
 */
public final class SpikeFigures {
    /** More points cannot be told apart, and make a large file. */
    static final int MOST_POINTS = 40_000;

    /** More populations have no colour of their own. */
    static final int MOST_POPULATIONS = Ink.count();

    /** Of rasters and rates, where places and strokes tell two populations of one colour apart. */
    private static final int MOST_RATES = 2 * MOST_POPULATIONS;

    /** What rounding leaves of no power at all, as that of a regular train between its harmonics. */
    private static final double NO_POWER = 1e-9;

    private static final int MOST_BARS = 60;
    private static final double SHOWN_INTERVALS = 0.995;

    private final RecordedSpikes run;
    private final BitSet cells;
    private final long fromPs;
    private final long toPs;
    private final OptionalLong binPs;
    private List<PopulationStatistics> counted = List.of();
    private boolean isCounted;

    /**
     * Figures of some cells in a window of time.
     *
     * @param cells whose spikes; a population of which none is among them is left out
     * @param fromPs the first time
     * @param toPs the first time behind, above {@code fromPs}, at most 1 behind the end
     * @param binPs the length of the bins of rates and of what is made from them; chosen by the data where empty
     */
    public SpikeFigures(RecordedSpikes run, BitSet cells, long fromPs, long toPs, OptionalLong binPs) {
        this.run = run;
        this.cells = (BitSet) cells.clone();
        this.fromPs = fromPs;
        this.toPs = toPs;
        this.binPs = binPs;
    }

    /** Each spike, above the rates of populations. Of many spikes those of each so many-th neuron are drawn. */
    public Figure raster() {
        List<PopulationStatistics> shown = shown(MOST_RATES);
        long spikes = shown.stream().mapToLong(PopulationStatistics::spikes).sum();
        int step = (int) Math.max(1, (spikes + MOST_POINTS - 1) / MOST_POINTS);
        List<Mark> points = new ArrayList<>();
        long drawn = 0;
        for (int i = 0; i < shown.size(); i++) {
            Mark.Points of = points(shown.get(i), step, Ink.of(i));
            points.add(of);
            drawn += of.x().length;
        }
        List<String> notes = new ArrayList<>(left(MOST_RATES));
        if (step > 1) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d spikes are drawn: those of each %d%s neuron of a population. Rates count all.",
                    drawn,
                    spikes,
                    step,
                    ordinal(step)));
        }
        IntSummaryStatistics rows = shown.stream()
                .flatMap(of -> of.trains().stream())
                .mapToInt(PopulationStatistics.Train::cell)
                .summaryStatistics();
        int first = rows.getCount() == 0 ? 0 : rows.getMin();
        int last = rows.getCount() == 0 ? 0 : rows.getMax();
        Axis neurons = Axis.linear("neuron", "", first - 0.5, last + 0.5).whole();
        PopulationRates rates = rates(shown);
        return new Figure(
                title("spikes"),
                1,
                List.of(new Panel("", time(), neurons, 2, points), rates.panel(time(), 1)),
                with(notes, rates.note()));
    }

    private Mark.Points points(PopulationStatistics of, int step, Ink ink) {
        int[] all =
                of.trains().stream().mapToInt(PopulationStatistics.Train::cell).toArray();
        BitSet some = new BitSet();
        long count = 0;
        for (int i = 0; i < all.length; i += step) {
            some.set(all[i]);
            count += of.trains().get(i).spikes();
        }
        double[] x = new double[Math.toIntExact(count)];
        double[] y = new double[x.length];
        int[] at = {0};
        run.spikes(run.everything().of(some).between(fromPs, lastPs()), (timePs, cell) -> {
            x[at[0]] = VirtualTime.toMilliseconds(timePs);
            y[at[0]++] = cell;
        });
        return new Mark.Points(of.name(), ink, x, y, Mark.Shape.DOT);
    }

    private static String ordinal(int number) {
        boolean isTeen = number % 100 / 10 == 1;
        return isTeen ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th";
    }

    /** The rates of populations. */
    public Figure rates() {
        PopulationRates rates = rates(shown(MOST_RATES));
        return new Figure(title("rates"), 1, List.of(rates.panel(time(), 2)), with(left(MOST_RATES), rates.note()));
    }

    /** The inter-spike intervals of each population. */
    public Figure intervals() {
        List<PopulationStatistics> shown = shown(MOST_POPULATIONS);
        long longest = shown.stream()
                .mapToLong(of -> of.intervals().quantilePs(SHOWN_INTERVALS))
                .max()
                .orElse(0);
        long finest =
                shown.stream().mapToLong(of -> of.intervals().binPs()).max().orElse(IntervalHistogram.FINEST_PS);
        int each = (int) Math.max(1, (longest + finest * MOST_BARS - 1) / (finest * MOST_BARS));
        long wide = each * finest;
        int bars = (int) Math.max(1, (longest + wide - 1) / wide);
        double[] edges = IntStream.rangeClosed(0, bars)
                .mapToDouble(i -> VirtualTime.toMilliseconds(i * wide))
                .toArray();
        Axis x = Axis.linear("inter-spike interval", "ms", 0, edges[bars]);
        List<Panel> panels = new ArrayList<>();
        long behind = 0;
        for (int i = 0; i < shown.size(); i++) {
            PopulationStatistics of = shown.get(i);
            double[] heights =
                    of.intervals().counts(Math.toIntExact(wide / of.intervals().binPs()), bars);
            behind += of.intervals().total() - (long) Arrays.stream(heights).sum();
            panels.add(new Panel(
                    of.name() + cv(of),
                    x,
                    Axis.counts("intervals", Arrays.stream(heights)),
                    1,
                    List.of(new Mark.Bars("", Ink.of(i), edges, heights))));
        }
        if (panels.isEmpty()) {
            panels.add(Panel.of(x, Axis.counts("intervals", DoubleStream.empty()), List.of()));
        }
        List<String> notes = new ArrayList<>(left(MOST_POPULATIONS));
        notes.add(
                "CV: standard deviation over mean of a neuron's intervals, averaged over the neurons with 5 spikes or more; 1"
                        + " for a Poisson process. Bins of "
                        + milliseconds(wide) + " ms.");
        if (behind > 0) {
            notes.add(String.format(Locale.ROOT, "%,d longer intervals lie to the right of the axis.", behind));
        }
        return new Figure(title("inter-spike intervals"), Math.min(3, columns(panels.size())), panels, notes);
    }

    private static int columns(int panels) {
        return panels == 4 ? 2 : panels;
    }

    private static String cv(PopulationStatistics of) {
        return (of.cv().isPresent()
                        ? String.format(Locale.ROOT, ": CV %.2f, ", of.cv().getAsDouble())
                        : ": ")
                + String.format(
                        Locale.ROOT,
                        "%,d interval%s",
                        of.intervals().total(),
                        of.intervals().total() == 1 ? "" : "s");
    }

    /** Auto- and cross-correlation of the populations' spikes in bins. */
    public Figure correlation() {
        return new CorrelationFigure(shown(MOST_POPULATIONS), counts())
                .figure(title("correlation of population activity"), left(MOST_POPULATIONS));
    }

    /** The power spectrum of the populations' spikes. */
    public Figure spectrum() {
        List<PopulationStatistics> shown = shown(MOST_POPULATIONS);
        List<Mark> lines = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            PopulationStatistics of = shown.get(i);
            PowerSpectrum spectrum = PowerSpectrum.of(of.rate(), of.neurons(), PowerSpectrum.USUAL_STRETCH);
            double[] hertz = IntStream.range(0, spectrum.power().length)
                    .mapToDouble(spectrum::hertz)
                    .toArray();
            double[] power = Arrays.stream(spectrum.power())
                    .map(value -> value > NO_POWER ? value : Double.NaN)
                    .toArray();
            lines.add(Mark.Line.of(of.name(), Ink.of(i), hertz, power));
        }
        return new Figure(
                title("power spectrum of population activity"),
                1,
                List.of(new Panel(
                        "",
                        Axis.aroundPositive("frequency", "Hz", all(lines, true)),
                        Axis.aroundPositive("power over that of a Poisson process", "", all(lines, false)),
                        2,
                        lines)),
                with(
                        left(MOST_POPULATIONS),
                        "Counts in bins of " + milliseconds(countPs())
                                + " ms, cut into stretches of up to " + PowerSpectrum.USUAL_STRETCH
                                + " bins whose spectra are averaged; 1 for a Poisson process."));
    }

    private static DoubleStream all(List<Mark> lines, boolean isX) {
        return lines.stream()
                .map(Mark.Line.class::cast)
                .flatMapToDouble(line -> Arrays.stream(isX ? line.x() : line.y()));
    }

    private PopulationRates rates(List<PopulationStatistics> shown) {
        return PopulationRates.of(shown, binPs.isPresent());
    }

    private Counts counts() {
        return new Counts(countPs(), binPs.isPresent());
    }

    /**
     * How spikes were counted.
     *
     * @param binPs the bins
     * @param isGiven whether a user asked for these
     */
    record Counts(long binPs, boolean isGiven) {}

    private long countPs() {
        return binPs.orElseGet(() -> StatisticsWindow.of(fromPs, toPs).rateBinPs());
    }

    private List<PopulationStatistics> counted() {
        if (!isCounted) {
            StatisticsWindow window = StatisticsWindow.of(fromPs, toPs);
            counted = NetworkActivity.of(run, cells, window.withRateBin(countPs()));
            isCounted = true;
        }
        return counted;
    }

    private List<PopulationStatistics> shown(int most) {
        return counted().stream().limit(most).toList();
    }

    private List<String> left(int most) {
        int all = counted().size();
        return all > most ? List.of("The first " + most + " of " + all + " populations are shown.") : List.of();
    }

    private static List<String> with(List<String> notes, String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return all;
    }

    private Axis time() {
        long end = Math.max(fromPs + 1, Math.min(toPs, run.endPs()));
        return Axis.linear("time", "ms", VirtualTime.toMilliseconds(fromPs), VirtualTime.toMilliseconds(end));
    }

    private long lastPs() {
        return Math.min(toPs - 1, run.endPs());
    }

    private String title(String what) {
        return run.name() + ": " + what;
    }

    static String milliseconds(long ps) {
        return BigDecimal.valueOf(ps, 9).stripTrailingZeros().toPlainString();
    }
}
