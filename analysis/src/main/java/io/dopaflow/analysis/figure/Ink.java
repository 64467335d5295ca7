package io.dopaflow.analysis.figure;

import java.util.List;

/**
 * The colours of figures, which people with any kind of colour vision can tell apart: Okabe and Ito (2008), <em>Color
 * universal design</em>, with a grey in place of the yellow, which is too light for lines.
 */
public enum Ink {
    BLUE(0x0072B2),
    VERMILLION(0xD55E00),
    GREEN(0x009E73),
    PURPLE(0xCC79A7),
    ORANGE(0xE69F00),
    SKY(0x56B4E9),
    /** That of text: dark on a light page, light on a dark one. */
    TEXT(0x2B2B2B),
    GREY(0x999999);

    private static final List<Ink> ALL = List.of(values());

    private final int rgb;

    Ink(int rgb) {
        this.rgb = rgb;
    }

    /** Red, green and blue, a byte each, on a light page. */
    public int rgb() {
        return rgb;
    }

    /** Number of different colours. */
    public static int count() {
        return ALL.size();
    }

    /** The colour of the line with the given index, from 0; starts over after the last. */
    public static Ink of(int index) {
        return ALL.get(index % ALL.size());
    }
}
