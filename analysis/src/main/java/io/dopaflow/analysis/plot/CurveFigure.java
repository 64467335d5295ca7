package io.dopaflow.analysis.plot;

import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;

/** Learning curves of several rules. */
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
     * @param loss at each x, finite
     */
    public record Curve(String name, double[] x, double[] loss) {}

    /** Loss over epochs; the first curve is the one that matters. */
    public static Figure overEpochs(String title, List<Curve> curves) {
        double end = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.x))
                .max()
                .orElse(1.0);
        XYChart chart = Figure.chart(1000, 560, title, "epochs", "mean loss");
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(end);
        chart.getStyler().setXAxisDecimalPattern(end < 10 ? "0.#" : "0");
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

    /** What there is to see of the curves: from a place on, without what is far above the first, as gaps in the lines. */
    private static List<Curve> shown(List<Curve> curves, double from) {
        double first = Arrays.stream(curves.get(0).loss).max().orElse(1.0);
        double most = first > 0 ? MOST * first : 1.0;
        return curves.stream()
                .map(curve -> {
                    int skipped =
                            (int) Arrays.stream(curve.x).filter(x -> x < from).count();
                    return new Curve(
                            curve.name,
                            Arrays.stream(curve.x).skip(skipped).toArray(),
                            Arrays.stream(curve.loss)
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
        double[] losses = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.loss))
                .filter(Double::isFinite)
                .toArray();
        double least = Arrays.stream(losses).min().orElse(0.0);
        double most = Arrays.stream(losses).max().orElse(1.0);
        if (least > 0 && most / least > SEVERAL_ORDERS) {
            LogarithmicTicks.onY(chart, least / 1.1, most * 1.1);
        } else {
            chart.getStyler().setYAxisMin(0.0).setYAxisMax(most > 0 ? 1.05 * most : 1.0);
            chart.getStyler().setYAxisDecimalPattern(Figure.decimals(most));
        }
        add(chart, curves);
        return new Figure(chart);
    }

    private static void add(XYChart chart, List<Curve> curves) {
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            if (Arrays.stream(curve.loss).anyMatch(Double::isFinite)) {
                Figure.addLine(
                        chart,
                        curve.name,
                        curve.x,
                        curve.loss,
                        Palette.line(i),
                        i == 0 ? Figure.solid(2.8f) : i < Palette.size() ? Figure.solid(1.4f) : Figure.dashed(1.6f));
            }
        }
    }
}
