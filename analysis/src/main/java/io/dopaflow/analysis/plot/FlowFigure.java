package io.dopaflow.analysis.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Emergent log-weights, of a learning opportunity or of a whole run, over the gradient flow that starts where they do, with
 * the noise band that theory predicts, if any: two standard deviations to either side. Values are changes since the start.
 */
public final class FlowFigure {
    private static final Color EMERGENT = Palette.BLUE;
    private static final Color FLOW = Palette.VERMILLION;
    private static final BasicStroke FLOW_STROKE = Figure.solid(2.4f);

    /** More would run into one another. */
    private static final int MOST_MARKERS = 60;

    private FlowFigure() {}

    /**
     * One synapse.
     *
     * @param name pre and post, as a label
     * @param times of the emergent values, ascending, not negative
     * @param emergent recorded log-weight at these times
     * @param isHeld whether each value is held until the next; otherwise there were updates in between
     * @param flowTimes of flow and deviation, ascending, not negative
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
     * Draws each curve in a chart of its own, all to one scale.
     *
     * @param title says what of which run
     * @param xTitle what the time is
     * @param curves at least one
     */
    public static Figure of(String title, String xTitle, List<Curve> curves) {
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("there are 0 curves; allowed: at least 1");
        }
        int columns = curves.size() == 4 ? 2 : Math.min(3, curves.size());
        double[] range = range(curves);
        double end = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.flowTimes))
                .max()
                .orElseThrow();
        List<XYChart> charts = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            boolean isLowest = i + columns >= curves.size();
            XYChart chart = Figure.chart(
                    1050 / columns,
                    300,
                    curves.get(i).name,
                    isLowest ? xTitle : "",
                    i % columns == 0 ? "change of log-weight" : "");
            XYStyler style = chart.getStyler();
            style.setLegendVisible(false);
            style.setChartTitleFont(Figure.font(Font.PLAIN, 13))
                    .setChartTitlePadding(4)
                    .setChartPadding(8);
            style.setMarkerSize(4);
            style.setXAxisMin(0.0).setXAxisMax(end).setXAxisTickMarkSpacingHint(60);
            style.setXAxisDecimalPattern(Figure.decimals(end));
            style.setYAxisMin(range[0]).setYAxisMax(range[1]).setYAxisTickMarkSpacingHint(36);
            style.setYAxisDecimalPattern(Figure.decimals(range[1] - range[0]));
            style.setYAxisLeftWidthHint(48);
            Figure.keepRoundTicks(chart, end);
            addBand(chart, curves.get(i));
            addLines(chart, curves.get(i));
            charts.add(chart);
        }
        List<Panels.KeyEntry> key = new ArrayList<>();
        key.add(new Panels.KeyEntry("emergent from spikes", EMERGENT, Figure.solid(1.6f)));
        key.add(new Panels.KeyEntry("gradient flow", FLOW, FLOW_STROKE));
        if (curves.stream().anyMatch(curve -> curve.deviation.length > 0)) {
            BasicStroke wide = new BasicStroke(10, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
            key.add(new Panels.KeyEntry("predicted noise, \u00b12 sd", Palette.transparent(EMERGENT), wide));
        }
        return new Figure(new Panels(title, columns, charts, key));
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

    private static void addBand(XYChart chart, Curve curve) {
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
        Color colour = Palette.transparent(EMERGENT);
        XYSeries band = Figure.addLine(chart, "band", x, y, colour, Figure.solid(0.1f));
        band.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.PolygonArea);
        band.setFillColor(colour);
    }

    private static void addLines(XYChart chart, Curve curve) {
        Figure.addLine(chart, "flow", curve.flowTimes, curve.change(curve.flow), FLOW, FLOW_STROKE);
        XYSeries emergent = Figure.addLine(
                chart, "emergent", curve.times, curve.change(curve.emergent), EMERGENT, Figure.solid(1.3f));
        if (curve.isHeld) {
            emergent.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Step);
        } else if (curve.times.length <= MOST_MARKERS) {
            emergent.setMarker(SeriesMarkers.CIRCLE);
            emergent.setMarkerColor(EMERGENT);
        }
    }
}
