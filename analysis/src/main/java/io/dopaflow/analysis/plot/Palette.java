package io.dopaflow.analysis.plot;

import java.awt.Color;

/**
 * Colours that people with any kind of colour vision can tell apart: Okabe and Ito (2008), <em>Color universal
 * design</em>, with a grey in place of the yellow, which is too light for lines.
 */
final class Palette {
    static final Color INK = new Color(0x2B, 0x2B, 0x2B);
    static final Color FAINT_INK = new Color(0x6E, 0x6E, 0x6E);
    static final Color GRID = new Color(0xE6, 0xE6, 0xE6);

    static final Color BLUE = new Color(0x00, 0x72, 0xB2);
    static final Color VERMILLION = new Color(0xD5, 0x5E, 0x00);
    static final Color GREEN = new Color(0x00, 0x9E, 0x73);
    static final Color PURPLE = new Color(0xCC, 0x79, 0xA7);
    static final Color ORANGE = new Color(0xE6, 0x9F, 0x00);
    static final Color SKY = new Color(0x56, 0xB4, 0xE9);

    static final Color GREY = new Color(0x99, 0x99, 0x99);

    private static final Color[] LINES = {BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, INK, GREY};

    private Palette() {}

    /** Number of different line colours. */
    static int size() {
        return LINES.length;
    }

    /** The colour of the line with the given index, from 0; starts over after the last. */
    static Color line(int index) {
        return LINES[index % LINES.length];
    }

    /** The same colour, for areas through which the grid can be seen. */
    static Color transparent(Color colour) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 48);
    }
}
