package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;

/** Colours, fonts and strokes that all figures share. */
final class Look {
    static final Color PAPER = Color.WHITE;
    static final Color TEXT = new Color(Ink.TEXT.rgb());
    static final Color FAINT_TEXT = new Color(0x5F5F5F);
    static final Color GRID = new Color(0xE6E6E6);
    static final Color EDGE = new Color(0xBDBDBD);

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font PANEL_TITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font AXIS = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font NOTE = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private static final int FAINT = 56;

    private Look() {}

    static Color colour(Ink ink) {
        return new Color(ink.rgb());
    }

    /** The same colour, for areas through which others can be seen. */
    static Color faint(Ink ink) {
        Color full = colour(ink);
        return new Color(full.getRed(), full.getGreen(), full.getBlue(), FAINT);
    }

    static BasicStroke stroke(Mark.Stroke stroke) {
        return switch (stroke) {
            case THIN -> solid(1.2f);
            case NORMAL -> solid(1.6f);
            case THICK -> solid(2.6f);
            case DASHED ->
                new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);
        };
    }

    static BasicStroke solid(float width) {
        return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }
}
