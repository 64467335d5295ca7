package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The variables of some neurons over time, one panel for each variable; spikes above that of the membrane potential. */
public final class TraceFigure {
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 260;

    private TraceFigure() {}

    /**
     * A variable of a neuron.
     *
     * @param timesMs ascending
     * @param values at each time
     */
    public record Trace(double[] timesMs, double[] values) {}

    /**
     * A variable of all neurons.
     *
     * @param axis its name and unit
     * @param traces by neuron; empty where one has no such variable
     * @param spikesMs by neuron, those to be marked
     */
    public record Variable(String axis, List<Trace> traces, List<double[]> spikesMs) {}

    /**
     * Draws them.
     *
     * @param neurons their names
     * @param variables at least one
     */
    public static Figure of(String title, double fromMs, double toMs, List<String> neurons, List<Variable> variables) {
        List<XYChart> charts = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            boolean isLast = i == variables.size() - 1;
            charts.add(chart(fromMs, toMs, isLast ? "time [ms]" : "", variables.get(i)));
        }
        List<Panels.KeyEntry> key = new ArrayList<>();
        for (int i = 0; i < neurons.size(); i++) {
            key.add(new Panels.KeyEntry(Printable.of(neurons.get(i)), Palette.line(i), Figure.solid(3f)));
        }
        return new Figure(new Panels(Printable.of(title), 1, charts, key));
    }

    private static XYChart chart(double fromMs, double toMs, String xTitle, Variable variable) {
        XYChart chart = Figure.chart(WIDTH, HEIGHT, "", xTitle, Printable.of(variable.axis()));
        ActivityFigure.onTime(chart, fromMs, toMs);
        double[] values = variable.traces().stream()
                .flatMapToDouble(trace -> Arrays.stream(trace.values))
                .toArray();
        double least = Arrays.stream(values).min().orElse(0);
        double most = Arrays.stream(values).max().orElse(1);
        double margin = most > least ? 0.12 * (most - least) : 1;
        chart.getStyler().setYAxisMin(least - margin).setYAxisMax(most + margin);
        chart.getStyler().setYAxisDecimalPattern(Figure.decimals(most - least));
        chart.getStyler().setMarkerSize(5);
        for (int i = 0; i < variable.traces().size(); i++) {
            Trace trace = variable.traces().get(i);
            if (trace.values.length > 0) {
                Figure.addLine(chart, "neuron " + i, trace.timesMs, trace.values, Palette.line(i), Figure.solid(1.3f));
            }
        }
        for (int i = 0; i < variable.spikesMs().size(); i++) {
            double[] times = variable.spikesMs().get(i);
            if (times.length > 0) {
                double[] above = new double[times.length];
                Arrays.fill(above, most + margin / 2);
                Figure.addPoints(chart, "spikes " + i, times, above, Palette.line(i), SeriesMarkers.DIAMOND);
            }
        }
        Figure.keepRoundTicks(chart, toMs);
        return chart;
    }
}
