package io.dopaflow.models.random;

/**
 * The jitter of spike arrivals: a uniform offset from the centre of an integration window. Its ratio to the time
 * constant is U ~ Uniform(-A, A) of Christensen and Kallsen (2023), equation (2.1).
 */
public final class Jitter {
    private static final double CELL = 0x1p-32;

    private Jitter() {}

    /**
     * Maps 32 random bits to an offset in picoseconds: the middle of one of 2^32 equal cells of [-halfWidth, halfWidth],
     * rounded to a picosecond; symmetric about 0.
     *
     * @param bits random bits
     * @param halfWidthPs half of the window's length, not negative
     */
    public static long offsetPs(int bits, long halfWidthPs) {
        return (long) Math.rint((2.0 * bits + 1.0) * CELL * halfWidthPs);
    }
}
