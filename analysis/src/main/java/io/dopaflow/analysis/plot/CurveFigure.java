package io.dopaflow.analysis.plot;

import java.awt.BasicStroke;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;

/** Curves of several rules over a run: their losses, or their distances to the gradient flow. */
public final class CurveFigure {
    /** A loss above this multiple of the first curve's largest is not shown: a rule that diverges hides no other. */
    private static final double MOST = 1.25;

    /** Losses that differ by more than this factor are shown on a logarithmic axis. */
    private static final double SEVERAL_ORDERS = 8;

    private CurveFigure() {}

    /**
     * One curve.
     *
     * @param name as a label
     * @param x work done, ascending, not negative
     * @param y at each x: a finite loss, or a distance, not finite where there is none
     */
    public record Curve(String name, double[] x, double[] y) {
        private Curve finite() {
            int[] places = IntStream.range(0, x.length)
                    .filter(i -> Double.isFinite(y[i]))
                    .toArray();
            return new Curve(
                    name,
                    Arrays.stream(places).mapToDouble(i -> x[i]).toArray(),
                    Arrays.stream(places).mapToDouble(i -> y[i]).toArray());
        }
    }

    /** Distance to the gradient flow over the distance that the flow has travelled. */
    public static Figure ofDistances(String title, String xTitle, List<Curve> curves) {
        XYChart chart = Figure.chart(1000, 520, title, xTitle, "distance to the gradient flow / distance it travelled");
        fromZero(chart, curves);
        double most = Arrays.stream(finite(curves)).max().orElse(1.0);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(most > 0 ? 1.08 * most : 1.0);
        chart.getStyler().setYAxisDecimalPattern(Figure.decimals(most));
        add(chart, curves.stream().map(Curve::finite).toList(), i -> i == 0 ? Figure.solid(2.2f) : Figure.dashed(2f));
        return new Figure(chart);
    }

    /** Loss over epochs; the first curve is the one that matters. */
    public static Figure overEpochs(String title, List<Curve> curves) {
        XYChart chart = Figure.chart(1000, 560, title, "epochs", "mean loss");
        fromZero(chart, curves);
        return figure(chart, shown(curves, 0.0));
    }

    /** Loss over evaluations of the loss, on a logarithmic axis. */
    public static Figure overWork(String title, List<Curve> curves) {
        List<Curve> shown = shown(curves, Double.MIN_VALUE);
        XYChart chart = Figure.chart(
                1000, 560, title, "evaluations of the loss (cycles), a gradient counted as two", "mean loss");
        double[] x =
                shown.stream().flatMapToDouble(curve -> Arrays.stream(curve.x)).toArray();
        LogarithmicTicks.onX(
                chart,
                Arrays.stream(x).min().orElse(1.0),
                Arrays.stream(x).max().orElse(10.0));
        return figure(chart, shown);
    }

    /** A linear horizontal axis from 0 to the end of the longest curve. */
    private static void fromZero(XYChart chart, List<Curve> curves) {
        double end = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.x))
                .max()
                .orElse(1.0);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(end);
        chart.getStyler().setXAxisDecimalPattern(end < 10 ? "0.#" : "0");
    }

    private static double[] finite(List<Curve> curves) {
        return curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.y))
                .filter(Double::isFinite)
                .toArray();
    }

    /** What there is to see of the curves: from a place on, without what is far above the first, as gaps in the lines. */
    private static List<Curve> shown(List<Curve> curves, double from) {
        double first = Arrays.stream(curves.get(0).y).max().orElse(1.0);
        double most = first > 0 ? MOST * first : 1.0;
        return curves.stream()
                .map(curve -> {
                    int skipped =
                            (int) Arrays.stream(curve.x).filter(x -> x < from).count();
                    return new Curve(
                            curve.name,
                            Arrays.stream(curve.x).skip(skipped).toArray(),
                            Arrays.stream(curve.y)
                                    .skip(skipped)
                                    .map(loss -> loss <= most ? loss : Double.NaN)
                                    .toArray());
                })
                .toList();
    }

    /** The losses on a linear axis from 0, or on a logarithmic one where they are of several orders. */
    private static Figure figure(XYChart chart, List<Curve> curves) {
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
        double[] losses = finite(curves);
        double least = Arrays.stream(losses).min().orElse(0.0);
        double most = Arrays.stream(losses).max().orElse(1.0);
        if (least > 0 && most / least > SEVERAL_ORDERS) {
            LogarithmicTicks.onY(chart, least / 1.1, most * 1.1);
        } else {
            chart.getStyler().setYAxisMin(0.0).setYAxisMax(most > 0 ? 1.05 * most : 1.0);
            chart.getStyler().setYAxisDecimalPattern(Figure.decimals(most));
        }
        add(
                chart,
                curves,
                i -> i == 0 ? Figure.solid(2.8f) : i < Palette.size() ? Figure.solid(1.4f) : Figure.dashed(1.6f));
        return new Figure(chart);
    }

    private static void add(XYChart chart, List<Curve> curves, IntFunction<BasicStroke> stroke) {
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            if (Arrays.stream(curve.y).anyMatch(Double::isFinite)) {
                Figure.addLine(chart, curve.name, curve.x, curve.y, Palette.line(i), stroke.apply(i));
            }
        }
    }
}
