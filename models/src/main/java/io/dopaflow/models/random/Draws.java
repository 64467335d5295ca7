package io.dopaflow.models.random;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws from continuous laws by inversion: each takes one number of 64 bits, so that the n-th draw of a stream has a place
 * known beforehand, and only IEEE 754 operations and {@link StrictMath}, so that its bits depend on no platform.
 */
public final class Draws {
    /** Numbers of 32 bits that a draw takes from its stream. */
    public static final int NUMBERS = 2;

    private Draws() {}

    /** Uniform on (0, 1): the middle of one of 2^52 equal cells, never an end. */
    public static double open(UniformRandomProvider stream) {
        return ((stream.nextLong() >>> 12) + 0.5) * 0x1p-52;
    }

    /** Exponential with the mean 1; at most 36.8. */
    public static double exponential(UniformRandomProvider stream) {
        return -StrictMath.log(open(stream));
    }

    /** Normal with the mean 0 and the standard deviation 1; within 8.3. */
    public static double normal(UniformRandomProvider stream) {
        return StandardNormal.quantile(open(stream));
    }
}
