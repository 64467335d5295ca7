package io.dopaflow.analysis.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import org.knowm.xchart.AnnotationText;

/** The name of a row, written to the left of where the plot begins. */
final class RowName extends AnnotationText {
    private final String name;
    private final double left;
    private final double row;

    RowName(String name, double x, double y) {
        super(name, x, y, false);
        this.name = name;
        this.left = x;
        this.row = y;
    }

    @Override
    public void paint(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(Figure.labelFont());
        g.setColor(Palette.INK);
        int width = g.getFontMetrics().stringWidth(name);
        float toMiddle = g.getFontMetrics().getAscent() / 2f - 1;
        g.drawString(name, getXAxisScreenValue(left) - width - 8f, getYAxisScreenValue(row) + toMiddle);
    }
}
