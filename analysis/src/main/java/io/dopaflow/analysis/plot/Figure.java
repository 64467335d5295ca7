package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Printable;
import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.StorageException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A figure ready to be saved. */
public final class Figure {
    private static final String SANS = Font.SANS_SERIF;
    private static final int PNG_DPI = 144;

    private final XYChart chart;

    Figure(XYChart chart) {
        this.chart = chart;
    }

    /**
     * Saves it as PNG (for screens of double density) and SVG.
     *
     * @param directory an existing one
     * @param name file name without extension
     * @return both files
     * @throws io.dopaflow.analysis.store.StorageException if one cannot be written
     */
    public List<Path> save(Path directory, String name) {
        Path png = directory.resolve(name + ".png");
        Path svg = directory.resolve(name + ".svg");
        save(png);
        save(svg);
        return List.of(png, svg);
    }

    /**
     * Saves it.
     *
     * @param file whose name ends with {@code .png} (for screens of double density), {@code .svg} or {@code .pdf}; replaced
     *     if it exists
     * @throws io.dopaflow.analysis.store.StorageException if it cannot be written
     */
    public void save(Path file) {
        ByteArrayOutputStream drawn = new ByteArrayOutputStream();
        try {
            draw(file.toString(), drawn);
        } catch (IOException e) {
            throw new StorageException(file, "cannot be drawn", e);
        }
        AtomicFile.write(file, drawn::writeTo);
    }

    private void draw(String name, OutputStream out) throws IOException {
        if (name.endsWith(".png")) {
            drawPng(out);
        } else {
            boolean isSvg = name.endsWith(".svg");
            VectorGraphicsEncoder.saveVectorGraphic(
                    chart,
                    out,
                    isSvg
                            ? VectorGraphicsEncoder.VectorGraphicsFormat.SVG
                            : VectorGraphicsEncoder.VectorGraphicsFormat.PDF);
        }
    }

    /** By way of a temporary file: the library tells the density to files only, and only to those of its own extension. */
    private void drawPng(OutputStream out) throws IOException {
        Path file = Files.createTempFile("dopaflow-", ".png");
        try {
            BitmapEncoder.saveBitmapWithDPI(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG, PNG_DPI);
            Files.copy(file, out);
        } finally {
            Files.delete(file);
        }
    }

    /** An empty chart in the common look. */
    static XYChart chart(int width, int height, String title, String xTitle, String yTitle) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(Printable.of(title))
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        XYStyler style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE);
        style.setChartFontColor(Palette.INK);
        style.setChartPadding(14);
        style.setChartTitleFont(new Font(SANS, Font.BOLD, 15));
        style.setChartTitleBoxVisible(false);
        style.setChartTitlePadding(10);
        style.setAxisTitleFont(new Font(SANS, Font.PLAIN, 13));
        style.setAxisTickLabelsFont(new Font(SANS, Font.PLAIN, 12));
        style.setAxisTickLabelsColor(Palette.FAINT_INK);
        style.setAxisTickMarksColor(Palette.GRID);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(Palette.GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setPlotContentSize(1.0);
        style.setLegendBackgroundColor(Color.WHITE);
        style.setLegendBorderColor(Color.WHITE);
        style.setLegendFont(new Font(SANS, Font.PLAIN, 12));
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        style.setLegendSeriesLineLength(28);
        style.setAntiAlias(true);
        return chart;
    }

    /** The decimal pattern for an axis of that length: as many decimals as tell its ticks apart. */
    static String decimals(double length) {
        int decimals = length > 0 ? (int) Math.ceil(1.2 - Math.log10(length)) : 1;
        return decimals <= 0 ? "0" : "0." + "0".repeat(Math.min(decimals, 12));
    }

    /**
     * Keeps round numbers at the horizontal axis: where all values are equally spaced XChart labels these instead, unless
     * there is one that lies off their grid. It is not seen.
     */
    static void keepRoundTicks(XYChart chart, double end) {
        double[] nothing = {Double.NaN, Double.NaN, Double.NaN};
        addLine(chart, "off the grid", new double[] {0, 0.37737 * end, end}, nothing, Color.WHITE, solid(1))
                .setShowInLegend(false);
    }

    static Font labelFont() {
        return font(Font.PLAIN, 12);
    }

    static Font font(int style, int size) {
        return new Font(SANS, style, size);
    }

    /** Adds a line without markers. */
    static XYSeries addLine(XYChart chart, String name, double[] x, double[] y, Color colour, BasicStroke stroke) {
        XYSeries series = chart.addSeries(Printable.of(name), x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setLineStyle(stroke);
        return series;
    }

    /** Adds points without a line. */
    static XYSeries addPoints(XYChart chart, String name, double[] x, double[] y, Color colour, Marker marker) {
        XYSeries series = chart.addSeries(Printable.of(name), x, y);
        series.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        series.setMarker(marker);
        series.setMarkerColor(colour);
        return series;
    }

    static BasicStroke solid(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    static BasicStroke dashed(float width) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);
    }
}
