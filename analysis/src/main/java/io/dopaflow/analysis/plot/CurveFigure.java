package io.dopaflow.analysis.plot;

import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;

/** Learning curves of several rules. */
public final class CurveFigure {
    /** A loss above this multiple of the first curve's largest is not shown: a rule that diverges hides no other. */
    private static final double MOST = 1.25;

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
        XYChart chart = chart(title, "epochs", curves);
        double end = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.x))
                .max()
                .orElse(1.0);
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(end);
        chart.getStyler().setXAxisDecimalPattern(end < 10 ? "0.#" : "0");
        add(chart, curves, 0.0);
        return new Figure(chart);
    }

    /** Loss over evaluations of the loss, on a logarithmic axis. */
    public static Figure overWork(String title, List<Curve> curves) {
        XYChart chart = chart(title, "evaluations of the loss (cycles), a gradient counted as two", curves);
        chart.getStyler().setXAxisLogarithmic(true);
        add(chart, curves, Double.MIN_VALUE);
        return new Figure(chart);
    }

    private static XYChart chart(String title, String xTitle, List<Curve> curves) {
        XYChart chart = Figure.chart(1000, 560, title, xTitle, "mean loss");
        double most = most(curves);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(most);
        chart.getStyler().setYAxisDecimalPattern(Figure.decimals(most));
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Vertical);
        return chart;
    }

    private static double most(List<Curve> curves) {
        double most = Arrays.stream(curves.get(0).loss).max().orElse(1.0);
        return most > 0 ? MOST * most : 1.0;
    }

    private static void add(XYChart chart, List<Curve> curves, double least) {
        double most = most(curves);
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            double[] x = Arrays.stream(curve.x).filter(value -> value >= least).toArray();
            // What is no number leaves a gap in the line.
            double[] loss = Arrays.stream(curve.loss, curve.loss.length - x.length, curve.loss.length)
                    .map(value -> value <= most ? value : Double.NaN)
                    .toArray();
            if (Arrays.stream(loss).anyMatch(value -> !Double.isNaN(value))) {
                Figure.addLine(
                        chart,
                        curve.name,
                        x,
                        loss,
                        Palette.line(i),
                        i == 0 ? Figure.solid(2.8f) : i < Palette.size() ? Figure.solid(1.4f) : Figure.dashed(1.6f));
            }
        }
    }
}
