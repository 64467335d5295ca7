package io.dopaflow.analysis.plasticity;

import io.dopaflow.models.time.VirtualTime;

/** Times of figures. */
final class Seconds {
    private static final double MS_PER_SECOND = 1000;

    private Seconds() {}

    static double of(long timePs) {
        return VirtualTime.toMilliseconds(timePs) / MS_PER_SECOND;
    }

    /** In words, such as {@code at 20 s}. */
    static String at(long timePs) {
        return "at " + text(timePs);
    }

    /** With the unit. */
    static String text(long timePs) {
        double seconds = of(timePs);
        return (seconds == Math.rint(seconds) ? String.valueOf((long) seconds) : String.valueOf(seconds)) + " s";
    }
}
