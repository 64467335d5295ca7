package io.dopaflow.analysis.figure;

import java.util.List;

/** Scales of colours for the values of a {@link Mark.Matrix}, which people with any kind of colour vision can read. */
public enum Shades {
    /** From dark to light: viridis (van der Walt and Smith 2015). */
    SEQUENTIAL(0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725),

    /** From blue over white to red, as {@link Ink#BLUE} and {@link Ink#VERMILLION}: for numbers of either sign. */
    SIGNED(0x004C78, 0x0072B2, 0x6FAFD4, 0xF7F7F7, 0xEBA36C, 0xD55E00, 0x8F3F00);

    private final List<Integer> stops;

    Shades(Integer... stops) {
        this.stops = List.of(stops);
    }

    /** The shades of a matrix. */
    public static Shades of(Mark.Matrix matrix) {
        return matrix.isSigned() ? SIGNED : SEQUENTIAL;
    }

    /** Red, green and blue, a byte each, at equal distances from the lowest value to the highest. */
    public List<Integer> stops() {
        return stops;
    }

    /** The colour of a share of the scale, from 0 to 1, between the two nearest stops. */
    public int rgb(double share) {
        double place = Math.min(1, Math.max(0, share)) * (stops.size() - 1);
        int below = Math.min((int) place, stops.size() - 2);
        double part = place - below;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int low = stops.get(below) >> shift & 0xFF;
            int high = stops.get(below + 1) >> shift & 0xFF;
            rgb |= (int) Math.round(low + part * (high - low)) << shift;
        }
        return rgb;
    }
}
