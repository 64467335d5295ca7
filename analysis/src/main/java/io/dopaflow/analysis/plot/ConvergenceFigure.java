package io.dopaflow.analysis.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What was measured against the number of cycles, on logarithmic axes, with error bars and the line that it is held to. */
public final class ConvergenceFigure {
    private static final double ROOM = 1.3;

    /** Curves of the same values would hide one another: each is moved aside by this factor more. */
    private static final double ASIDE = 1.035;

    private static final BasicStroke LINE = Figure.dashed(1.6f);

    private ConvergenceFigure() {}

    /**
     * One curve. All arrays are by ascending n and hold positive numbers; lines may have gaps, which are no numbers.
     *
     * @param name as a label
     * @param cycles n
     * @param measured at each n
     * @param lower ends of the error bars
     * @param upper ends of the error bars
     * @param line that the measured values are held to: a prediction, or a power law through them
     */
    public record Curve(
            String name, double[] cycles, double[] measured, double[] lower, double[] upper, double[] line) {}

    /**
     * One quantity.
     *
     * @param title what was measured, and what the dashed lines are
     * @param yTitle the quantity
     * @param curves at least one, in the same order in each quantity
     */
    public record Quantity(String title, String yTitle, List<Curve> curves) {}

    /**
     * Draws each quantity in a chart of its own.
     *
     * @param title says of what study
     * @param quantities one or two
     */
    public static Figure of(String title, List<Quantity> quantities) {
        List<XYChart> charts = quantities.stream()
                .map(quantity -> chart(quantity, 1100 / Math.max(quantities.size(), 1)))
                .toList();
        List<Curve> first = quantities.get(0).curves();
        List<Panels.KeyEntry> key = new ArrayList<>();
        for (int i = 0; i < first.size(); i++) {
            key.add(new Panels.KeyEntry(first.get(i).name(), Palette.line(i), LINE));
        }
        return new Figure(new Panels(title, charts.size(), charts, key));
    }

    private static XYChart chart(Quantity quantity, int width) {
        List<Curve> curves = quantity.curves();
        XYChart chart =
                Figure.chart(width, 480, quantity.title(), "n, cycles of a learning opportunity", quantity.yTitle());
        XYStyler style = chart.getStyler();
        style.setLegendVisible(false);
        style.setChartTitleFont(Figure.font(Font.PLAIN, 13)).setChartPadding(8);
        style.setMarkerSize(7);
        LogarithmicTicks.onX(chart, least(curves, Curve::cycles), most(curves, Curve::cycles));
        LogarithmicTicks.onY(
                chart,
                Math.min(least(curves, Curve::lower), least(curves, Curve::line)),
                Math.max(most(curves, Curve::upper), most(curves, Curve::line)));
        for (int i = 0; i < curves.size(); i++) {
            add(chart, curves.get(i), i, Math.pow(ASIDE, i - (curves.size() - 1) / 2.0));
        }
        return chart;
    }

    /** The smallest number, with some room beside it. */
    private static double least(List<Curve> curves, Function<Curve, double[]> numbers) {
        return finite(curves, numbers).min().orElse(1.0) / ROOM;
    }

    private static double most(List<Curve> curves, Function<Curve, double[]> numbers) {
        return finite(curves, numbers).max().orElse(1.0) * ROOM;
    }

    private static DoubleStream finite(List<Curve> curves, Function<Curve, double[]> numbers) {
        return curves.stream().map(numbers).flatMapToDouble(Arrays::stream).filter(Double::isFinite);
    }

    private static void add(XYChart chart, Curve curve, int index, double aside) {
        Color colour = Palette.line(index);
        double[] x = Arrays.stream(curve.cycles()).map(n -> n * aside).toArray();
        Figure.addPoints(chart, "measured " + index, x, curve.measured(), colour, SeriesMarkers.CIRCLE);
        if (Arrays.stream(curve.line()).anyMatch(Double::isFinite)) {
            Figure.addLine(chart, "line " + index, curve.cycles(), curve.line(), colour, LINE);
        }
        for (int i = 0; i < x.length; i++) {
            double[] at = {x[i], x[i]};
            double[] interval = {curve.lower()[i], curve.upper()[i]};
            Figure.addLine(chart, "interval " + index + "." + i, at, interval, colour, Figure.solid(1.6f));
        }
    }
}
