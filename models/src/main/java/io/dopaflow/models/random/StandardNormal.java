package io.dopaflow.models.random;

/**
 * The normal law with the mean 0 and the standard deviation 1. The quantile is algorithm AS 241, PPND16 (Wichura 1988, <em>The
 * percentage points of the normal distribution</em>, Applied Statistics 37), right to about 1e-16 relative.
 */
public final class StandardNormal {
    /** No quantile of a number within (0, 1) that a double holds beyond 2^-53 from its ends is larger in size. */
    public static final double LARGEST = 8.3;

    private static final double[] A = {
        3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
        45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227
    };
    private static final double[] B = {
        1,
        42.31333070160091,
        687.1870074920579,
        5394.196021424751,
        21213.794301586597,
        39307.89580009271,
        28729.085735721943,
        5226.495278852854
    };
    private static final double[] C = {
        1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
        1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414
    };
    private static final double[] D = {
        1,
        2.053191626637759,
        1.6763848301838038,
        0.6897673349851,
        0.14810397642748008,
        0.015198666563616457,
        0.0005475938084995345,
        1.0507500716444169e-9
    };
    private static final double[] E = {
        6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
        0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7
    };
    private static final double[] F = {
        1,
        0.599832206555888,
        0.1369298809227358,
        0.014875361290850615,
        0.0007868691311456133,
        1.8463183175100548e-5,
        1.421511758316446e-7,
        2.0442631033899397e-15
    };

    private StandardNormal() {}

    /** The value below which the share p of the law lies; p within (0, 1). */
    public static double quantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * ratio(A, B, r);
        }
        double r = Math.sqrt(-StrictMath.log(q < 0 ? p : 1 - p));
        double size = r <= 5 ? ratio(C, D, r - 1.6) : ratio(E, F, r - 5);
        return q < 0 ? -size : size;
    }

    /** The share of the law below x, by halving: to check parameters with, not for speed. Right to 2^-53. */
    public static double below(double x) {
        if (x > 0) {
            return 1 - below(-x);
        }
        double low = 0;
        double high = 0.5;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (quantile(middle) < x) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double ratio(double[] numerator, double[] denominator, double r) {
        return polynomial(numerator, r) / polynomial(denominator, r);
    }

    private static double polynomial(double[] coefficients, double r) {
        double sum = coefficients[7];
        for (int i = 6; i >= 0; i--) {
            sum = sum * r + coefficients[i];
        }
        return sum;
    }
}
