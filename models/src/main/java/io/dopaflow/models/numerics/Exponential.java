package io.dopaflow.models.numerics;

/**
 * The exponential function, built from IEEE 754 operations and fused multiply-add alone, so that its bits depend on no
 * platform and vector code can repeat it lane by lane.
 *
 * <p>The argument is reduced to r = x - k log 2, |r| &lt;= log(2) / 2, in two steps (Cody and Waite 1980), then
 * exp(r) = 1 + r + r^2 q(r) with q a polynomial of degree 9 that interpolates in Chebyshev nodes; its error is below
 * 3e-17 relative to exp(r). Within 1 ulp of {@link StrictMath#exp} on [{@value #SMALLEST}, {@value #LARGEST}].
 */
public final class Exponential {
    /** The smallest argument of {@link #inRange}: below, results are subnormal. */
    public static final double SMALLEST = -708;

    /** The largest argument of {@link #inRange}: above, results overflow soon. */
    public static final double LARGEST = 709;

    /** 1 / log 2. */
    public static final double LOG2_E = 0x1.71547652b82fep0;

    /** The leading bits of log 2, so few that multiples up to 2^11 are exact. */
    public static final double LN2_HIGH = 0x1.62e42feep-1;

    /** The rest of log 2. */
    public static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** 1.5 x 2^52: adding and subtracting it rounds to a whole number, which then stands in the lowest bits of the sum. */
    public static final double ROUNDER = 0x1.8p52;

    /** 1 / 3!, by x^3 in exp(x). */
    public static final double TAYLOR_3 = 1.0 / 6.0;

    /** 1 / 4!. */
    public static final double TAYLOR_4 = 1.0 / 24.0;

    /** 1 / 5!. */
    public static final double TAYLOR_5 = 1.0 / 120.0;

    /** 1 / 6!. */
    public static final double TAYLOR_6 = 1.0 / 720.0;

    private static final double[] Q = {
        0x1.0p-1,
        0x1.5555555555556p-3,
        0x1.5555555553d63p-5,
        0x1.11111111109b3p-7,
        0x1.6c16c1788bd90p-10,
        0x1.a01a01a7c41d5p-13,
        0x1.a019b90d2ae7ap-16,
        0x1.71de0dae63bb3p-19,
        0x1.289185613a3d6p-22,
        0x1.af38a9b0ec855p-26
    };

    private Exponential() {}

    /** The coefficient of r^i in q, i from 0 to {@value #DEGREE}. */
    public static double coefficient(int i) {
        return Q[i];
    }

    /** The degree of q. */
    public static final int DEGREE = 9;

    /** exp(x); 0 below the range, infinite above it, NaN for NaN. */
    public static double exp(double x) {
        if (x >= SMALLEST && x <= LARGEST) {
            return inRange(x);
        }
        return x < SMALLEST ? 0.0 : x + Double.POSITIVE_INFINITY;
    }

    /** The largest size of an argument of {@link #smallMinusOne}. */
    public static final double SMALL = 0x1p-6;

    /** exp(x) - 1 for x of at most {@link #SMALL} in size: the Taylor polynomial of degree 6, right to 5e-17. */
    public static double smallMinusOne(double x) {
        double tail = TAYLOR_6;
        tail = Math.fma(tail, x, TAYLOR_5);
        tail = Math.fma(tail, x, TAYLOR_4);
        tail = Math.fma(tail, x, TAYLOR_3);
        tail = Math.fma(tail, x, 0.5);
        return Math.fma(tail, x * x, x);
    }

    /** exp(x) for x in the range; anything otherwise. */
    public static double inRange(double x) {
        double shifted = Math.fma(x, LOG2_E, ROUNDER);
        double k = shifted - ROUNDER;
        double high = Math.fma(-k, LN2_HIGH, x);
        double low = k * LN2_LOW;
        double r = high - low;
        double q = Q[DEGREE];
        for (int i = DEGREE - 1; i >= 0; i--) {
            q = Math.fma(q, r, Q[i]);
        }
        double mantissa = 1.0 + (high + Math.fma(q, r * r, -low));
        return Double.longBitsToDouble(
                Double.doubleToRawLongBits(mantissa) + (Double.doubleToRawLongBits(shifted) << 52));
    }
}
