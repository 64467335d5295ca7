package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Printable;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Circle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A spike raster: a row for each neuron, time to the right; windows shaded from onset to readout, spikes at both, broadcast
 * rewards as vertical lines.
 */
public final class RasterFigure {
    private RasterFigure() {}

    /**
     * A mark in the raster.
     *
     * @param timeMs when, in milliseconds
     * @param row index of the neuron's row, from 0 at the top
     */
    public record Mark(double timeMs, int row) {}

    /**
     * The window of a neuron.
     *
     * @param row index of the neuron's row
     * @param fromMs onset
     * @param toMs readout
     */
    public record Window(int row, double fromMs, double toMs) {}

    /**
     * What is drawn.
     *
     * @param title says of what run and when
     * @param neurons names of the rows, from the top
     * @param onsets window onsets
     * @param readouts readout spikes; silent ones are not among them
     * @param windows from onset to readout
     * @param rewardsMs times of the rewards
     */
    public record Raster(
            String title,
            List<String> neurons,
            List<Mark> onsets,
            List<Mark> readouts,
            List<Window> windows,
            List<Double> rewardsMs) {}

    /** Draws a raster with at least one neuron and one spike. */
    public static Figure of(Raster raster) {
        List<String> names = raster.neurons().stream().map(Printable::of).toList();
        int rows = names.size();
        XYChart chart = Figure.chart(1100, 150 + 20 * rows, raster.title(), "time [ms]", "");
        chart.getStyler().setYAxisMin(0.3 - rows).setYAxisMax(0.7);
        chart.getStyler().setPlotGridHorizontalLinesVisible(false);
        chart.getStyler().setYAxisTicksVisible(false);
        double[] span = span(raster);
        chart.getStyler().setXAxisMin(span[0]).setXAxisMax(span[1]);
        chart.getStyler().setXAxisDecimalPattern(Figure.decimals(span[1] - span[0]));
        chart.getStyler().setYAxisLeftWidthHint(nameWidth(names));
        addRewards(chart, raster.rewardsMs(), rows);
        addWindows(chart, raster.windows());
        chart.getStyler().setMarkerSize(7);
        if (!raster.onsets().isEmpty()) {
            Figure.addPoints(
                    chart, "window onset", times(raster.onsets()), rows(raster.onsets()), Palette.SKY, new Tick());
        }
        if (!raster.readouts().isEmpty()) {
            Figure.addPoints(
                    chart,
                    "readout",
                    times(raster.readouts()),
                    rows(raster.readouts()),
                    Palette.VERMILLION,
                    new Circle());
        }
        for (int row = 0; row < rows; row++) {
            chart.addAnnotation(new RowName(names.get(row), span[0], -row));
        }
        return new Figure(chart);
    }

    /** Pixels for the longest name, at some 7 a letter. */
    private static int nameWidth(List<String> names) {
        return 16 + 7 * names.stream().mapToInt(String::length).max().orElse(1);
    }

    private static double[] span(Raster raster) {
        List<Double> times = new ArrayList<>(raster.rewardsMs());
        raster.onsets().forEach(mark -> times.add(mark.timeMs()));
        raster.readouts().forEach(mark -> times.add(mark.timeMs()));
        double first = times.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double last = times.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        double margin = last > first ? 0.01 * (last - first) : 1;
        return new double[] {first - margin, last + margin};
    }

    private static void addRewards(XYChart chart, List<Double> rewards, int rows) {
        for (int i = 0; i < rewards.size(); i++) {
            double[] x = {rewards.get(i), rewards.get(i)};
            double[] y = {0.5, 0.5 - rows};
            XYSeries line = Figure.addLine(
                    chart, i == 0 ? "reward" : "reward " + i, x, y, Palette.GREEN, new BasicStroke(1.4f));
            line.setShowInLegend(i == 0);
        }
    }

    /** All windows as one line that is interrupted between them. */
    private static void addWindows(XYChart chart, List<Window> windows) {
        if (windows.isEmpty()) {
            return;
        }
        double[] x = new double[3 * windows.size()];
        double[] y = new double[3 * windows.size()];
        for (int i = 0; i < windows.size(); i++) {
            Window window = windows.get(i);
            x[3 * i] = window.fromMs();
            x[3 * i + 1] = window.toMs();
            x[3 * i + 2] = window.toMs();
            Arrays.fill(y, 3 * i, 3 * i + 2, -window.row());
            y[3 * i + 2] = Double.NaN;
        }
        BasicStroke wide = new BasicStroke(9, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
        XYSeries series = Figure.addLine(chart, "integration window", x, y, Palette.transparent(Palette.SKY), wide);
        series.setMarker(SeriesMarkers.NONE);
    }

    private static double[] times(List<Mark> marks) {
        return marks.stream().mapToDouble(Mark::timeMs).toArray();
    }

    private static double[] rows(List<Mark> marks) {
        return marks.stream().mapToDouble(mark -> -mark.row()).toArray();
    }

    /** A short vertical stroke, the usual mark of a spike. */
    private static final class Tick extends Marker {
        @Override
        public void paint(Graphics2D g, double x, double y, int size) {
            g.setStroke(new BasicStroke(2));
            g.draw(new Line2D.Double(x, y - size, x, y + size));
        }
    }

    /** The name of a row, written to the left of where the plot begins. */
    private static final class RowName extends AnnotationText {
        private final String name;
        private final double left;
        private final double row;

        RowName(String name, double x, double y) {
            super(name, x, y, false);
            this.name = name;
            this.left = x;
            this.row = y;
        }

        @Override
        public void paint(Graphics2D g) {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setFont(Figure.labelFont());
            g.setColor(Palette.INK);
            int width = g.getFontMetrics().stringWidth(name);
            float toMiddle = g.getFontMetrics().getAscent() / 2f - 1;
            g.drawString(name, getXAxisScreenValue(left) - width - 8f, getYAxisScreenValue(row) + toMiddle);
        }
    }
}
