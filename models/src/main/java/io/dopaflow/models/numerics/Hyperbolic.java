package io.dopaflow.models.numerics;

/**
 * The hyperbolic sine and cosine of the jitter, from which both exp(U) = 1 + (sinh U + (cosh U - 1)) and
 * exp(U) - exp(-U) = 2 sinh U follow, from IEEE 754 operations and fused multiply-add alone. Each is one polynomial in
 * u^2 that interpolates in Chebyshev nodes on [0, 1]; their tails are right to 7e-17, sinh is within 1 ulp and cosh - 1 within 2.
 */
public final class Hyperbolic {
    /** The largest size of an argument for which the polynomials hold. */
    public static final double POLYNOMIAL = 1.0;

    /** The degree of both polynomials in u^2. */
    public static final int DEGREE = 6;

    private static final double[] SINE = {
        0x1.5555555555555p-3,
        0x1.11111111110fdp-7,
        0x1.a01a01a01ee70p-13,
        0x1.71de3a4e14f40p-19,
        0x1.ae6460fae3728p-26,
        0x1.611cb330c1fe8p-33,
        0x1.b41232cf9950fp-41
    };

    private static final double[] COSINE = {
        0x1.0p-1,
        0x1.5555555555502p-5,
        0x1.6c16c16c212c0p-10,
        0x1.a01a01907b7eep-16,
        0x1.27e5069de9344p-22,
        0x1.1ee5640e638a2p-29,
        0x1.99848a67700e4p-37
    };

    private Hyperbolic() {}

    /** The coefficient of u^(2i+3) in sinh(u). */
    public static double sineCoefficient(int i) {
        return SINE[i];
    }

    /** The coefficient of u^(2i+2) in cosh(u) - 1. */
    public static double cosineCoefficient(int i) {
        return COSINE[i];
    }

    /** sinh(u) for u up to {@value #POLYNOMIAL} in size. */
    public static double sinh(double u) {
        double square = u * u;
        return Math.fma(u * square, polynomial(SINE, square), u);
    }

    /** cosh(u) - 1 for u up to {@value #POLYNOMIAL} in size. */
    public static double coshMinusOne(double u) {
        double square = u * u;
        return square * polynomial(COSINE, square);
    }

    private static double polynomial(double[] coefficients, double square) {
        double sum = coefficients[DEGREE];
        for (int i = DEGREE - 1; i >= 0; i--) {
            sum = Math.fma(sum, square, coefficients[i]);
        }
        return sum;
    }
}
