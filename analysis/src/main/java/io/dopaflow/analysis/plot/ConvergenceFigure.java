package io.dopaflow.analysis.plot;

import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Something measured against the number of cycles, on logarithmic axes, with error bars and what is predicted of it. */
public final class ConvergenceFigure {
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
        XYChart chart = Figure.chart(1000, 640, title, "n, cycles of a learning opportunity", yTitle);
        chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(true);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
        for (int i = 0; i < lines.size(); i++) {
            add(chart, lines.get(i), i);
        }
        return new Figure(chart);
    }

    private static void add(XYChart chart, Line line, int index) {
        Color colour = Palette.line(index);
        Figure.addPoints(chart, line.name + ", measured", line.cycles, line.measured, colour, SeriesMarkers.CIRCLE);
        Figure.addLine(chart, line.name + ", predicted", line.cycles, line.predicted, colour, Figure.dashed(1.6f));
        for (int i = 0; i < line.cycles.length; i++) {
            XYSeries bar = Figure.addLine(
                    chart,
                    "bar " + index + "." + i,
                    new double[] {line.cycles[i], line.cycles[i]},
                    new double[] {line.lower[i], line.upper[i]},
                    colour,
                    Figure.solid(1.6f));
            bar.setShowInLegend(false);
        }
    }
}
