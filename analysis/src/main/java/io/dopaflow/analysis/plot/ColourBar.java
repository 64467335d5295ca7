package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.figure.Shades;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;

/**
 * The scale of colours beside a matrix.
 *
 * @param matrix that it is of
 * @param axis of its values
 */
record ColourBar(Mark.Matrix matrix, Axis axis) {
    private static final double GAP = 14;
    private static final double WIDTH = 12;
    private static final int STEPS = 64;

    /** Of a panel that has a matrix. */
    static Optional<ColourBar> of(Panel panel) {
        return panel.marks().stream()
                .filter(Mark.Matrix.class::isInstance)
                .map(Mark.Matrix.class::cast)
                .findFirst()
                .map(matrix ->
                        new ColourBar(matrix, Axis.linear(matrix.name(), "", matrix.scale()[0], matrix.scale()[1])));
    }

    /** Pixels to the right of a panel of so many pixels in height. */
    double room(double height) {
        return GAP + WIDTH + 2 * Frame.TICK_GAP + tickWidth(height) + Sheet.height(Look.AXIS);
    }

    private double tickWidth(double height) {
        return ticks(height).stream()
                .mapToDouble(tick -> Sheet.width(tick.text(), Look.TICK))
                .max()
                .orElse(0);
    }

    private List<Ticks.Tick> ticks(double height) {
        return Ticks.upwards(axis, height);
    }

    void paint(Sheet sheet, Rectangle2D plot) {
        double left = plot.getMaxX() + GAP;
        Shades shades = Shades.of(matrix);
        double step = plot.getHeight() / STEPS;
        for (int i = 0; i < STEPS; i++) {
            sheet.graphics().setColor(new Color(shades.rgb((i + 0.5) / STEPS)));
            // Half a pixel more, so that no line is seen between two steps.
            double top = plot.getMaxY() - (i + 1) * step;
            double height = Math.min(step + 0.5, plot.getMaxY() - top);
            sheet.graphics().fill(new Rectangle2D.Double(left, top, WIDTH, height));
        }
        double half = Sheet.height(Look.TICK) / 2;
        double text = left + WIDTH + Frame.TICK_GAP;
        for (Ticks.Tick tick : ticks(plot.getHeight())) {
            double y = plot.getMaxY() - Ticks.share(axis, tick.at()) * plot.getHeight();
            sheet.write(tick.text(), Look.TICK, Look.FAINT_TEXT, text, y - half, 0);
        }
        String name = Sheet.fitted(matrix.name(), Look.AXIS, plot.getHeight());
        double beside = text + tickWidth(plot.getHeight()) + Frame.TICK_GAP;
        sheet.writeUpwards(name, Look.AXIS, Look.TEXT, beside, plot.getCenterY());
    }
}
