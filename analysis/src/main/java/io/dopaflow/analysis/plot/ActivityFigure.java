package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Printable;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.Marker;

/** The activity of a network that spikes freely: spikes over the rates of populations, or rates alone. */
public final class ActivityFigure {
    private static final int WIDTH = 1100;
    private static final int RASTER_HEIGHT = 460;
    private static final int RATE_HEIGHT = 260;

    private ActivityFigure() {}

    /**
     * What is drawn of a population.
     *
     * @param name of it
     * @param timesMs of its spikes
     * @param neurons of each spike: the id
     * @param rateTimesMs the middles of the bins of the rate
     * @param ratesHz in each bin
     */
    public record Population(String name, double[] timesMs, double[] neurons, double[] rateTimesMs, double[] ratesHz) {}

    /**
     * Spikes as points, a row for each neuron, and below them the rates.
     *
     * @param neurons ids from 0 up to this one have a row
     */
    public static Figure raster(String title, double fromMs, double toMs, int neurons, List<Population> populations) {
        XYChart raster = Figure.chart(WIDTH, RASTER_HEIGHT, "", "", "neuron");
        onTime(raster, fromMs, toMs);
        raster.getStyler().setYAxisMin(-0.5).setYAxisMax(neurons - 0.5);
        raster.getStyler().setYAxisDecimalPattern("0");
        raster.getStyler().setMarkerSize(neurons > RASTER_HEIGHT ? 2 : 4);
        for (int i = 0; i < populations.size(); i++) {
            Population population = populations.get(i);
            if (population.timesMs.length > 0) {
                Figure.addPoints(raster, name(i), population.timesMs, population.neurons, Palette.line(i), new Point());
            }
        }
        // XChart draws no chart without a series.
        Figure.keepRoundTicks(raster, toMs);
        return new Figure(new Panels(
                Printable.of(title), 1, List.of(raster, rateChart(fromMs, toMs, populations)), key(populations)));
    }

    /** The rates alone. */
    public static Figure rates(String title, double fromMs, double toMs, List<Population> populations) {
        return new Figure(
                new Panels(Printable.of(title), 1, List.of(rateChart(fromMs, toMs, populations)), key(populations)));
    }

    private static XYChart rateChart(double fromMs, double toMs, List<Population> populations) {
        XYChart chart = Figure.chart(WIDTH, RATE_HEIGHT, "", "time [ms]", "rate [Hz]");
        onTime(chart, fromMs, toMs);
        double most = populations.stream()
                .flatMapToDouble(population -> Arrays.stream(population.ratesHz))
                .max()
                .orElse(0);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(most > 0 ? 1.05 * most : 1.0);
        chart.getStyler().setYAxisDecimalPattern(Figure.decimals(most));
        for (int i = 0; i < populations.size(); i++) {
            Population population = populations.get(i);
            if (population.ratesHz.length > 0) {
                Figure.addLine(
                        chart,
                        name(i),
                        population.rateTimesMs,
                        population.ratesHz,
                        Palette.line(i),
                        Figure.solid(1.3f));
            }
        }
        Figure.keepRoundTicks(chart, toMs);
        return chart;
    }

    private static String name(int population) {
        return "population " + population;
    }

    static void onTime(XYChart chart, double fromMs, double toMs) {
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setXAxisMin(fromMs).setXAxisMax(toMs);
        chart.getStyler().setXAxisDecimalPattern(Figure.decimals(toMs - fromMs));
        chart.getStyler().setYAxisLeftWidthHint(70);
    }

    private static List<Panels.KeyEntry> key(List<Population> populations) {
        List<Panels.KeyEntry> key = new ArrayList<>();
        for (int i = 0; i < populations.size(); i++) {
            key.add(new Panels.KeyEntry(Printable.of(populations.get(i).name()), Palette.line(i), Figure.solid(3f)));
        }
        return key;
    }

    /** A small square: fast to draw, and still seen among ten thousand others. */
    private static final class Point extends Marker {
        @Override
        public void paint(Graphics2D g, double x, double y, int size) {
            g.fill(new Rectangle2D.Double(x - size / 2.0, y - size / 2.0, size, size));
        }
    }
}
