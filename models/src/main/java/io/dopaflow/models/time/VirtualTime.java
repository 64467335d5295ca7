package io.dopaflow.models.time;

/**
 * Virtual time: whole picoseconds in a {@code long}, so that differences of timestamps are exact. Milliseconds appear
 * only where people read or write times. The range is some 106 days of biological time.
 */
public final class VirtualTime {
    /** Picoseconds in one millisecond. */
    public static final long PICOSECONDS_PER_MILLISECOND = 1_000_000_000L;

    private VirtualTime() {}

    /**
     * Converts milliseconds to the nearest picosecond.
     *
     * @throws IllegalArgumentException if the value is not finite or does not fit
     */
    public static long fromMilliseconds(double milliseconds) {
        double picoseconds = milliseconds * PICOSECONDS_PER_MILLISECOND;
        if (!(Math.abs(picoseconds) < Long.MAX_VALUE)) {
            throw new IllegalArgumentException("time is " + milliseconds + " ms; allowed: finite, up to "
                    + toMilliseconds(Long.MAX_VALUE) + " ms in size");
        }
        return Math.round(picoseconds);
    }

    /** Converts picoseconds to milliseconds, rounded to the nearest {@code double}. */
    public static double toMilliseconds(long picoseconds) {
        return picoseconds / (double) PICOSECONDS_PER_MILLISECOND;
    }
}
