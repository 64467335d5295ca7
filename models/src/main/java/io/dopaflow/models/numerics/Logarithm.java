package io.dopaflow.models.numerics;

/**
 * The natural logarithm, built from IEEE 754 operations and fused multiply-add alone, so that its bits depend on no platform.
 *
 * <p>The argument is m 2^k with m between sqrt(1/2) and sqrt(2). With f = m - 1 and s = f / (2 + f), log m = 2 artanh s = f - s (f - s^2 R) where R is
 * 2/3 + 2/5 s^2 + 2/7 s^4 + ..., whose terms beyond the tenth are below 2e-18. Within 1 ulp of {@link StrictMath#log}.
 */
public final class Logarithm {
    private static final long SQRT_HALF = Double.doubleToRawLongBits(StrictMath.sqrt(0.5));
    private static final int MANTISSA_BITS = 52;

    private Logarithm() {}

    /** log x; what {@link StrictMath#log} says for what is not a positive normal number. */
    public static double log(double x) {
        if (!(x >= Double.MIN_NORMAL && x <= Double.MAX_VALUE)) {
            return StrictMath.log(x);
        }
        long bits = Double.doubleToRawLongBits(x);
        long k = (bits - SQRT_HALF) >> MANTISSA_BITS;
        double f = Double.longBitsToDouble(bits - (k << MANTISSA_BITS)) - 1.0;
        double s = f / (2.0 + f);
        double z = s * s;
        double r = Math.fma(z, 2.0 / 21, 2.0 / 19);
        r = Math.fma(r, z, 2.0 / 17);
        r = Math.fma(r, z, 2.0 / 15);
        r = Math.fma(r, z, 2.0 / 13);
        r = Math.fma(r, z, 2.0 / 11);
        r = Math.fma(r, z, 2.0 / 9);
        r = Math.fma(r, z, 2.0 / 7);
        r = Math.fma(r, z, 2.0 / 5);
        r = Math.fma(r, z, 2.0 / 3);
        double halfSquare = 0.5 * f * f;
        double tail = Math.fma(s, Math.fma(r, z, halfSquare), (double) k * Exponential.LN2_LOW) - halfSquare;
        return Math.fma((double) k, Exponential.LN2_HIGH, f + tail);
    }
}
