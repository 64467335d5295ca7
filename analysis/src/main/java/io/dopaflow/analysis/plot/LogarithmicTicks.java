package io.dopaflow.analysis.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;

/**
 * Numbers at a logarithmic axis. The chart labels whole powers of ten only; where an axis has few of them, these stand at
 * twice and five times a power as well.
 */
final class LogarithmicTicks {
    /** From so many powers of ten on the labels of the chart are enough. */
    private static final double MANY_DECADES = 2.6;

    private static final String PATTERN = "#,##0.#########";

    private LogarithmicTicks() {}

    /** Makes the horizontal axis logarithmic. */
    static void onX(XYChart chart, double least, double most) {
        XYStyler style = chart.getStyler();
        style.setXAxisLogarithmic(true).setXAxisMin(least).setXAxisMax(most);
        style.setXAxisDecimalPattern(PATTERN).setLocale(Locale.ROOT);
        between(least, most)
                .forEach(at -> chart.addAnnotation(new Label(at, PATTERN) {
                    @Override
                    void write(Graphics2D g, String text, int width, int ascent) {
                        float bottom = getYAxisScreenValue(style.getYAxisMin());
                        g.drawString(text, getXAxisScreenValue(at) - width / 2f, bottom + ascent + 12f);
                    }
                }));
    }

    /** Makes the vertical axis logarithmic. */
    static void onY(XYChart chart, double least, double most) {
        XYStyler style = chart.getStyler();
        style.setYAxisLogarithmic(true).setYAxisMin(least).setYAxisMax(most);
        // As many decimals everywhere as the smallest number needs, so that the chart leaves room for it.
        String pattern = "#,##0." + "0".repeat(Math.max(0, (int) Math.ceil(-Math.log10(least))));
        style.setYAxisDecimalPattern(pattern).setLocale(Locale.ROOT);
        between(least, most)
                .forEach(at -> chart.addAnnotation(new Label(at, pattern) {
                    @Override
                    void write(Graphics2D g, String text, int width, int ascent) {
                        float left = getXAxisScreenValue(style.getXAxisMin());
                        g.drawString(text, left - width - 10f, getYAxisScreenValue(at) + ascent / 2f - 1);
                    }
                }));
    }

    /** The numbers to be labelled beside the powers of ten. */
    private static DoubleStream between(double least, double most) {
        return Math.log10(most / least) >= MANY_DECADES
                ? DoubleStream.empty()
                : IntStream.rangeClosed((int) Math.floor(Math.log10(least)), (int) Math.floor(Math.log10(most)))
                        .mapToObj(power -> Math.pow(10, power))
                        .flatMapToDouble(power -> DoubleStream.of(2 * power, 5 * power))
                        .filter(at -> at >= least && at <= most);
    }

    /** A number at an axis, as the chart writes its own. */
    private abstract static class Label extends AnnotationText {
        private final String text;

        Label(double at, String pattern) {
            super("", at, at, false);
            this.text = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(at);
        }

        abstract void write(Graphics2D g, String text, int width, int ascent);

        @Override
        public void paint(Graphics2D g) {
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setFont(Figure.labelFont());
            g.setColor(Palette.FAINT_INK);
            write(
                    g,
                    text,
                    g.getFontMetrics().stringWidth(text),
                    g.getFontMetrics().getAscent());
        }
    }
}
