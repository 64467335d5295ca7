package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.run.SpikeSelection;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.run.SpikingRunReader.RecordedState;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The recorded variables of the first few neurons that have any: a panel for each variable, the membrane potential first and
 * with the spikes above it.
 */
public final class StateFigure {
    private static final int MOST_TRACES = 6;

    private final SpikingRunReader run;
    private final SpikeSelection selection;
    private final int[] drawn;
    private final Map<String, Map<Integer, Extrema>> traces =
            new TreeMap<>(Comparator.<String, Boolean>comparing(name -> !name.equals("V_m"))
                    .thenComparing(Comparator.naturalOrder()));
    private long found;
    private long kept;
    private int neurons;

    private StateFigure(SpikingRunReader run, SpikeSelection selection) {
        this.run = run;
        List<RecordedState> recorded = run.recordedStates(selection);
        int[] all = recorded.stream().mapToInt(RecordedState::cell).distinct().toArray();
        this.neurons = all.length;
        this.drawn = Arrays.stream(all).limit(MOST_TRACES).toArray();
        BitSet cells = new BitSet();
        Arrays.stream(drawn).forEach(cells::set);
        this.selection = selection.of(cells);
        for (RecordedState state : recorded) {
            if (cells.get(state.cell())) {
                traces.computeIfAbsent(state.variable(), name -> new TreeMap<>())
                        .put(state.cell(), new Extrema(selection.fromPs(), selection.toPs(), state.values()));
            }
        }
    }

    /** Of some cells and times; nothing if no state was recorded of them. */
    public static Optional<Figure> of(SpikingRunReader run, SpikeSelection selection) {
        StateFigure figure = new StateFigure(run, selection);
        return figure.drawn.length == 0 ? Optional.empty() : Optional.of(figure.figure());
    }

    private Figure figure() {
        run.states(
                selection,
                (timePs, cell, variable, value) -> Optional.ofNullable(traces.get(variable))
                        .map(of -> of.get(cell))
                        .ifPresent(trace -> trace.add(timePs, value)));
        Axis time = Axis.linear(
                "time",
                "ms",
                VirtualTime.toMilliseconds(selection.fromPs()),
                VirtualTime.toMilliseconds(Math.max(selection.fromPs() + 1, selection.toPs())));
        List<Panel> panels = new ArrayList<>();
        traces.forEach((variable, of) -> panels.add(panel(variable, time, of)));
        List<String> notes = new ArrayList<>();
        if (neurons > drawn.length) {
            notes.add("The first " + drawn.length + " of " + neurons + " recorded neurons are shown.");
        }
        if (kept < found) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d values are drawn: the lowest and the highest of each stretch of time.",
                    kept,
                    found));
        }
        return new Figure(run.name() + ": states", 1, panels, notes);
    }

    private Panel panel(String variable, Axis time, Map<Integer, Extrema> of) {
        List<Mark> marks = new ArrayList<>();
        of.forEach((cell, trace) -> {
            double[][] points = trace.points();
            found += trace.added();
            kept += points[0].length;
            marks.add(new Mark.Line(name(cell), ink(cell), points[0], points[1], Mark.Stroke.THIN, false));
        });
        Axis values = Axis.around(
                variable,
                unit(variable),
                marks.stream().map(Mark.Line.class::cast).flatMapToDouble(line -> Arrays.stream(line.y())));
        if (variable.equals("V_m")) {
            double height = values.to();
            values = Axis.linear(
                    values.name(), values.unit(), values.from(), values.to() + 0.1 * (values.to() - values.from()));
            for (int cell : of.keySet()) {
                marks.add(spikes(cell, height));
            }
        }
        return new Panel("", time, values, 1, marks);
    }

    private Mark spikes(int cell, double height) {
        BitSet one = new BitSet();
        one.set(cell);
        DoubleStream.Builder times = DoubleStream.builder();
        run.spikes(
                selection.of(one).atMost(SpikeFigures.MOST_POINTS),
                (timePs, of) -> times.add(VirtualTime.toMilliseconds(timePs)));
        double[] x = times.build().toArray();
        double[] y = new double[x.length];
        Arrays.fill(y, height);
        return new Mark.Points("", ink(cell), x, y, Mark.Shape.DIAMOND);
    }

    private String name(int cell) {
        return run.cells().nameOf(cell);
    }

    private Ink ink(int cell) {
        return Ink.of(IntStream.range(0, drawn.length)
                .filter(i -> drawn[i] == cell)
                .findFirst()
                .orElse(0));
    }

    /** As NEST names variables, the letters before the underscore tell the unit; gates have none. */
    static String unit(String variable) {
        return switch (variable.replaceFirst("_.*", "")) {
            case "V" -> "mV";
            case "I", "w" -> "pA";
            case "g" -> "nS";
            case "U" -> "mV/ms";
            case "dI" -> "pA/ms";
            case "dg" -> "nS/ms";
            default -> "";
        };
    }
}
