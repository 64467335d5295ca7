package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.plot.ActivityFigure;
import io.dopaflow.analysis.plot.Figure;
import io.dopaflow.analysis.plot.TraceFigure;
import io.dopaflow.analysis.run.SpikeSelection;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Figures of a run of a network: what is read, thinned and named for them. */
public final class NetworkFigures {
    /** More points cannot be told apart, and make a large file. */
    private static final int MOST_POINTS = 40_000;

    /** More traces cannot be told apart. */
    private static final int MOST_TRACES = 6;

    private final SpikingRunReader run;
    private final BitSet cells;
    private final StatisticsWindow window;

    /**
     * Figures of some cells in a window.
     *
     * @param window its bins of rates are drawn
     */
    public NetworkFigures(SpikingRunReader run, BitSet cells, StatisticsWindow window) {
        this.run = run;
        this.cells = (BitSet) cells.clone();
        this.window = window;
    }

    /** Spikes, and the rates of populations below them. Of many spikes those of each so many-th neuron are drawn. */
    public Figure raster() {
        List<PopulationStatistics> statistics = NetworkActivity.of(run, cells, window);
        long spikes =
                statistics.stream().mapToLong(PopulationStatistics::spikes).sum();
        int step = (int) Math.max(1, (spikes + MOST_POINTS - 1) / MOST_POINTS);
        List<ActivityFigure.Population> drawn = new ArrayList<>();
        for (PopulationStatistics of : statistics) {
            BitSet some = run.cells().group(of.name()).cells();
            some.and(cells);
            int[] all = some.stream().toArray();
            IntStream.range(0, all.length).filter(i -> i % step != 0).forEach(i -> some.clear(all[i]));
            DoubleStream.Builder times = DoubleStream.builder();
            DoubleStream.Builder neurons = DoubleStream.builder();
            run.spikes(selection().of(some), (time, cell) -> {
                times.add(VirtualTime.toMilliseconds(time));
                neurons.add(cell);
            });
            drawn.add(population(of, times.build().toArray(), neurons.build().toArray()));
        }
        String thinned = step == 1 ? "" : ", every " + step + ordinal(step) + " neuron";
        return ActivityFigure.raster(
                title("spikes" + thinned), from(), to(), Math.max(1, run.cells().count()), drawn);
    }

    private static String ordinal(int number) {
        boolean isTeen = number % 100 / 10 == 1;
        return isTeen ? "th" : number % 10 == 1 ? "st" : number % 10 == 2 ? "nd" : number % 10 == 3 ? "rd" : "th";
    }

    /** The rates of populations. */
    public Figure rates() {
        double[] none = {};
        return ActivityFigure.rates(
                title("rates in bins of " + VirtualTime.toMilliseconds(window.rateBinPs()) + " ms"),
                from(),
                to(),
                NetworkActivity.of(run, cells, window).stream()
                        .map(of -> population(of, none, none))
                        .toList());
    }

    /**
     * The recorded variables of the first few neurons that have any, with their spikes.
     *
     * @return nothing if no state was recorded of them
     */
    public Optional<Figure> states() {
        // The membrane potential first.
        Map<String, Map<Integer, List<double[]>>> samples =
                new TreeMap<>(Comparator.<String, Boolean>comparing(name -> !name.equals("V_m"))
                        .thenComparing(Comparator.naturalOrder()));
        Map<Integer, Integer> rows = new LinkedHashMap<>();
        run.states(selection(), (time, cell, variable, value) -> {
            if (rows.containsKey(cell) || rows.size() < MOST_TRACES) {
                rows.putIfAbsent(cell, rows.size());
                samples.computeIfAbsent(variable, name -> new TreeMap<>())
                        .computeIfAbsent(cell, of -> new ArrayList<>())
                        .add(new double[] {VirtualTime.toMilliseconds(time), value});
            }
        });
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<TraceFigure.Variable> variables = new ArrayList<>();
        samples.forEach((name, of) -> variables.add(new TraceFigure.Variable(
                name + unit(name),
                rows.keySet().stream()
                        .map(cell -> trace(of.getOrDefault(cell, List.of())))
                        .toList(),
                name.equals("V_m") ? spikes(rows) : List.of())));
        List<String> names = rows.keySet().stream().map(run.cells()::nameOf).toList();
        return Optional.of(TraceFigure.of(title("states"), from(), to(), names, variables));
    }

    private List<double[]> spikes(Map<Integer, Integer> rows) {
        List<DoubleStream.Builder> times =
                rows.keySet().stream().map(cell -> DoubleStream.builder()).toList();
        BitSet drawn = new BitSet();
        rows.keySet().forEach(drawn::set);
        run.spikes(
                selection().of(drawn),
                (time, cell) -> times.get(rows.getOrDefault(cell, 0)).add(VirtualTime.toMilliseconds(time)));
        return times.stream().map(of -> of.build().toArray()).toList();
    }

    private static TraceFigure.Trace trace(List<double[]> samples) {
        return new TraceFigure.Trace(
                samples.stream().mapToDouble(sample -> sample[0]).toArray(),
                samples.stream().mapToDouble(sample -> sample[1]).toArray());
    }

    /** As NEST names variables, the first letter tells the unit. */
    private static String unit(String variable) {
        return switch (variable.charAt(0)) {
            case 'V' -> " [mV]";
            case 'I' -> " [pA]";
            case 'g' -> " [nS]";
            default -> "";
        };
    }

    private static ActivityFigure.Population population(PopulationStatistics of, double[] times, double[] neurons) {
        double[] hertz = of.rate().hertz();
        double[] middles = new double[hertz.length];
        Arrays.setAll(middles, bin -> of.rate().middlePs(bin) / VirtualTime.PICOSECONDS_PER_MILLISECOND);
        return new ActivityFigure.Population(of.name(), times, neurons, middles, hertz);
    }

    private SpikeSelection selection() {
        return run.everything().of(cells).between(window.fromPs(), window.toPs());
    }

    private String title(String what) {
        return run.manifest().name() + ": " + what;
    }

    private double from() {
        return VirtualTime.toMilliseconds(window.fromPs());
    }

    private double to() {
        return VirtualTime.toMilliseconds(window.toPs());
    }
}
