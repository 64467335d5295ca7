package io.dopaflow.analysis.plot;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Something measured against the number of cycles, on logarithmic axes, with error bars and what is predicted of it. */
public final class ConvergenceFigure {
    private static final double ROOM = 1.25;

    private ConvergenceFigure() {}

    /**
     * One curve. All arrays are by ascending n and hold positive numbers.
     *
     * @param name as a label
     * @param cycles n
     * @param measured at each n
     * @param lower ends of the error bars
     * @param upper ends of the error bars
     * @param predicted at each n
     */
    public record Line(
            String name, double[] cycles, double[] measured, double[] lower, double[] upper, double[] predicted) {}

    /**
     * Draws the curves.
     *
     * @param title says of what study
     * @param yTitle what was measured
     * @param lines at least one
     */
    public static Figure of(String title, String yTitle, List<Line> lines) {
        XYChart chart = Figure.chart(
                1000,
                560 + 22 * lines.size(),
                title,
                "n, cycles of a learning opportunity (dashed: predicted)",
                yTitle);
        XYStyler style = chart.getStyler();
        style.setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        style.setLegendLayout(Styler.LegendLayout.Vertical);
        style.setXAxisMin(bound(lines, Line::cycles, true)).setXAxisMax(bound(lines, Line::cycles, false));
        style.setYAxisMin(Math.min(bound(lines, Line::lower, true), bound(lines, Line::predicted, true)));
        style.setYAxisMax(Math.max(bound(lines, Line::upper, false), bound(lines, Line::predicted, false)));
        for (int i = 0; i < lines.size(); i++) {
            add(chart, lines.get(i), i);
        }
        return new Figure(chart);
    }

    /** The smallest or largest number, with some room beside it. */
    private static double bound(List<Line> lines, Function<Line, double[]> numbers, boolean isLeast) {
        DoubleStream all = lines.stream().map(numbers).flatMapToDouble(Arrays::stream);
        return isLeast ? all.min().orElseThrow() / ROOM : all.max().orElseThrow() * ROOM;
    }

    private static void add(XYChart chart, Line line, int index) {
        Color colour = Palette.line(index);
        Figure.addPoints(chart, line.name, line.cycles, line.measured, colour, SeriesMarkers.CIRCLE);
        Figure.addLine(chart, "predicted " + index, line.cycles, line.predicted, colour, Figure.dashed(1.6f))
                .setShowInLegend(false);
        for (int i = 0; i < line.cycles.length; i++) {
            double[] at = {line.cycles[i], line.cycles[i]};
            double[] interval = {line.lower[i], line.upper[i]};
            Figure.addLine(chart, "interval " + index + "." + i, at, interval, colour, Figure.solid(1.6f))
                    .setShowInLegend(false);
        }
    }
}
