package io.dopaflow.analysis.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Emergent log-weights of one learning opportunity over the gradient flow that starts where they do, with the noise band
 * that theory predicts: two standard deviations to either side. Values are changes since the start.
 */
public final class FlowFigure {
    private FlowFigure() {}

    /**
     * One synapse.
     *
     * @param name pre and post, as a label
     * @param times of the emergent values, ascending, in [0, 1]
     * @param emergent recorded log-weight at these times
     * @param isHeld whether each value is held until the next; otherwise there were updates in between
     * @param flowTimes of flow and deviation, ascending, in [0, 1]
     * @param flow log-weight of the gradient flow
     * @param deviation predicted standard deviation; empty where theory predicts none
     */
    public record Curve(
            String name,
            double[] times,
            double[] emergent,
            boolean isHeld,
            double[] flowTimes,
            double[] flow,
            double[] deviation) {

        private double[] change(double[] values) {
            return Arrays.stream(values).map(value -> value - flow[0]).toArray();
        }
    }

    /**
     * Draws the curves.
     *
     * @param title says which learning opportunity of what
     * @param curves some synapses, at most as many as there are colours: 6
     */
    public static Figure of(String title, List<Curve> curves) {
        if (curves.isEmpty() || curves.size() > Palette.size()) {
            throw new IllegalArgumentException("curves: " + curves.size() + "; allowed: 1 to " + Palette.size());
        }
        XYChart chart = Figure.chart(
                1000,
                600,
                title,
                "t, the share of the learning opportunity's updates",
                "change of log-weight, \u03b8(t) \u2212 \u03b8(0)");
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(1.0);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
        double[] range = range(curves);
        chart.getStyler().setMarkerSize(5);
        chart.getStyler().setXAxisDecimalPattern("0.0");
        chart.getStyler().setYAxisDecimalPattern(Figure.decimals(range[1] - range[0]));
        chart.getStyler().setYAxisMin(range[0]).setYAxisMax(range[1]);
        for (int i = 0; i < curves.size(); i++) {
            addBand(chart, curves.get(i), Palette.line(i), i);
        }
        for (int i = 0; i < curves.size(); i++) {
            addLines(chart, curves.get(i), Palette.line(i), i);
        }
        addLegend(chart, curves);
        return new Figure(chart);
    }

    private static double[] range(List<Curve> curves) {
        double[] all = curves.stream()
                .flatMapToDouble(c -> DoubleStream.concat(
                        Arrays.stream(c.change(c.emergent)),
                        DoubleStream.concat(Arrays.stream(edge(c, -2)), Arrays.stream(edge(c, 2)))))
                .toArray();
        double low = Arrays.stream(all).min().orElseThrow();
        double high = Arrays.stream(all).max().orElseThrow();
        double margin = high > low ? 0.06 * (high - low) : 1e-3;
        return new double[] {low - margin, high + margin};
    }

    private static double[] edge(Curve curve, double deviations) {
        double[] edge = curve.change(curve.flow);
        for (int i = 0; i < curve.deviation.length; i++) {
            edge[i] += deviations * curve.deviation[i];
        }
        return edge;
    }

    private static void addBand(XYChart chart, Curve curve, Color colour, int index) {
        if (curve.deviation.length == 0) {
            return;
        }
        int size = curve.flowTimes.length;
        double[] upper = edge(curve, 2);
        double[] lower = edge(curve, -2);
        double[] x = new double[2 * size];
        double[] y = new double[2 * size];
        for (int i = 0; i < size; i++) {
            x[i] = curve.flowTimes[i];
            y[i] = upper[i];
            x[2 * size - 1 - i] = curve.flowTimes[i];
            y[2 * size - 1 - i] = lower[i];
        }
        XYSeries band = Figure.addLine(chart, "band " + index, x, y, Palette.transparent(colour), Figure.solid(0.1f));
        band.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        band.setFillColor(Palette.transparent(colour));
        band.setShowInLegend(false);
    }

    private static void addLines(XYChart chart, Curve curve, Color colour, int index) {
        XYSeries emergent = Figure.addLine(
                chart, "emergent " + index, curve.times, curve.change(curve.emergent), colour, Figure.solid(1.3f));
        if (curve.isHeld) {
            emergent.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Step);
        } else {
            emergent.setMarker(SeriesMarkers.CIRCLE);
            emergent.setMarkerColor(colour);
        }
        emergent.setShowInLegend(false);
        Figure.addLine(
                        chart,
                        "flow " + index,
                        curve.flowTimes,
                        curve.change(curve.flow),
                        colour.darker().darker(),
                        Figure.solid(1.8f))
                .setShowInLegend(false);
    }

    /** Colours tell synapses apart, in the order in which the flows end; below, in grey, what the kinds of lines mean. */
    private static void addLegend(XYChart chart, List<Curve> curves) {
        double[] outside = {Double.NaN, Double.NaN};
        double[] times = {0, 1};
        IntStream.range(0, curves.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -last(curves.get(i).change(curves.get(i).flow))))
                .forEach(i ->
                        Figure.addLine(chart, curves.get(i).name, times, outside, Palette.line(i), Figure.solid(3f)));
        Figure.addLine(chart, "emergent from spikes", times, outside, Palette.FAINT_INK, Figure.solid(1.3f));
        Figure.addLine(chart, "gradient flow", times, outside, Palette.INK, Figure.solid(2.4f));
        if (curves.get(0).deviation.length > 0) {
            BasicStroke wide = new BasicStroke(10, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
            Color grey = Palette.transparent(Palette.FAINT_INK);
            Figure.addLine(chart, "predicted noise, \u00b12 sd", times, outside, grey, wide);
        }
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }
}
