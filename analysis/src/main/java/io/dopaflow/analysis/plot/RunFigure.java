package io.dopaflow.analysis.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/** How far trajectories are from the gradient flow over a whole run, relative to how far the flow has travelled. */
public final class RunFigure {
    private RunFigure() {}

    /**
     * One trajectory.
     *
     * @param name as a label
     * @param relativeDistance distance to the flow over the distance that the flow has travelled; not finite where
     *     there is none
     */
    public record Line(String name, double[] relativeDistance) {}

    /**
     * Draws the distances.
     *
     * @param title says of what run
     * @param xTitle what the run is measured in
     * @param x epochs or learning opportunities done, ascending
     * @param lines at least one
     */
    public static Figure of(String title, String xTitle, double[] x, List<Line> lines) {
        XYChart chart = Figure.chart(1000, 520, title, xTitle, "distance to the gradient flow / distance it travelled");
        double most = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.relativeDistance))
                .filter(Double::isFinite)
                .max()
                .orElse(1.0);
        double end = x[x.length - 1];
        chart.getStyler().setXAxisMin(0.0).setXAxisMax(end);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(most > 0 ? 1.08 * most : 1.0);
        chart.getStyler().setXAxisDecimalPattern(end < 10 ? "0.#" : "0");
        chart.getStyler().setYAxisDecimalPattern(Figure.decimals(most));
        for (int i = 0; i < lines.size(); i++) {
            add(chart, lines.get(i), x, Palette.line(i), i == 0 ? Figure.solid(2.2f) : Figure.dashed(2f));
        }
        return new Figure(chart);
    }

    /** Adds the finite part of a line, if there is any. */
    private static void add(XYChart chart, Line line, double[] x, Color colour, BasicStroke stroke) {
        int[] finite = IntStream.range(0, x.length)
                .filter(i -> Double.isFinite(line.relativeDistance[i]))
                .toArray();
        if (finite.length == 0) {
            return;
        }
        double[] shownX = Arrays.stream(finite).mapToDouble(i -> x[i]).toArray();
        double[] shownY =
                Arrays.stream(finite).mapToDouble(i -> line.relativeDistance[i]).toArray();
        Figure.addLine(chart, line.name, shownX, shownY, colour, stroke);
    }
}
