package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Panel;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * The axes of a panel at their place.
 *
 * @param panel what is drawn
 * @param plot where its marks are, in pixels
 */
record Frame(Panel panel, Rectangle2D plot) {
    static final double TICK_GAP = 6;
    private static final double LINE = 3;

    double x(double value) {
        return rounded(plot.getX() + Ticks.share(panel.x(), value) * plot.getWidth());
    }

    double y(double value) {
        double share = Ticks.share(panel.y(), value);
        return rounded(
                panel.y().rows().isEmpty()
                        ? plot.getMaxY() - share * plot.getHeight()
                        : plot.getY() + share * plot.getHeight());
    }

    /** To what can be seen; files are half as long then. */
    private static double rounded(double pixels) {
        return Math.rint(100 * pixels) / 100;
    }

    /** The height of a row of the vertical axis, in pixels. */
    double pitch() {
        return plot.getHeight() / (panel.y().to() - panel.y().from());
    }

    /** Paints the grid, below all marks. */
    void paintGrid(Sheet sheet) {
        Graphics2D g = sheet.graphics();
        g.setColor(Look.GRID);
        g.setStroke(new BasicStroke(1));
        for (Ticks.Tick tick : Ticks.along(panel.x(), plot.getWidth())) {
            g.draw(new Line2D.Double(x(tick.at()), plot.getY(), x(tick.at()), plot.getMaxY()));
        }
        if (panel.y().rows().isEmpty()) {
            for (Ticks.Tick tick : Ticks.upwards(panel.y(), plot.getHeight())) {
                g.draw(new Line2D.Double(plot.getX(), y(tick.at()), plot.getMaxX(), y(tick.at())));
            }
        }
    }

    /**
     * Paints the axes, above all marks.
     *
     * @param isLowest whether the horizontal axis is labelled
     * @param isFirst whether the name of the vertical axis is written
     * @param left where the name of the vertical axis begins
     * @param aside how far the title may stand out at both sides
     */
    void paintAxes(Sheet sheet, boolean isLowest, boolean isFirst, double left, double aside) {
        Graphics2D g = sheet.graphics();
        g.setColor(Look.EDGE);
        g.setStroke(new BasicStroke(1));
        g.draw(new Line2D.Double(plot.getX(), plot.getMaxY(), plot.getMaxX(), plot.getMaxY()));
        g.draw(new Line2D.Double(plot.getX(), plot.getY(), plot.getX(), plot.getMaxY()));
        if (isLowest) {
            paintX(sheet);
        }
        double half = Sheet.height(Look.TICK) / 2;
        for (Ticks.Tick tick : Ticks.upwards(panel.y(), plot.getHeight())) {
            sheet.write(tick.text(), Look.TICK, Look.FAINT_TEXT, plot.getX() - TICK_GAP, y(tick.at()) - half, 1);
        }
        String name = panel.y().label();
        if (isFirst && !name.isEmpty()) {
            String shown = Sheet.fitted(name, Look.AXIS, plot.getHeight() + 20);
            sheet.writeUpwards(shown, Look.AXIS, Look.TEXT, left, plot.getCenterY());
        }
        if (!panel.title().isEmpty()) {
            String title = Sheet.fitted(panel.title(), Look.PANEL_TITLE, plot.getWidth() + 2 * aside);
            double top = plot.getY() - Sheet.height(Look.PANEL_TITLE) - TICK_GAP;
            sheet.write(title, Look.PANEL_TITLE, Look.TEXT, plot.getCenterX(), top, 0.5);
        }
    }

    private void paintX(Sheet sheet) {
        Axis axis = panel.x();
        List<Ticks.Tick> ticks = Ticks.along(axis, plot.getWidth());
        double top = plot.getMaxY() + TICK_GAP;
        sheet.graphics().setColor(Look.EDGE);
        for (Ticks.Tick tick : ticks) {
            double x = x(tick.at());
            sheet.graphics().draw(new Line2D.Double(x, plot.getMaxY(), x, plot.getMaxY() + LINE));
        }
        for (Ticks.Tick tick : ticks) {
            sheet.write(tick.text(), Look.TICK, Look.FAINT_TEXT, x(tick.at()), top, 0.5);
        }
        if (!axis.label().isEmpty()) {
            String shown = Sheet.fitted(axis.label(), Look.AXIS, plot.getWidth());
            sheet.write(
                    shown, Look.AXIS, Look.TEXT, plot.getCenterX(), top + Sheet.height(Look.TICK) + TICK_GAP / 2, 0.5);
        }
    }
}
