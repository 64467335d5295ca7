package io.dopaflow.models.numerics;

/**
 * The hyperbolic sine of the jitter U and its exponential less 1, exp(U) - 1 = sinh U + (cosh U - 1), from IEEE 754 operations and fused
 * multiply-add alone. Each is a polynomial in u^2 whose length is a choice of the caller, who knows the largest jitter: {@link #WIDE} in Chebyshev nodes on
 * [0, 1], {@link #NARROW} with the Taylor series. Their tails are right to 7e-17; sinh is within 1 ulp, the exponential within 1 or, with {@code WIDE}, 4.
 */
public enum Hyperbolic {
    /** For arguments of up to {@link #POLYNOMIAL} in size. */
    WIDE(
            new double[] {
                0x1.5555555555555p-3,
                0x1.11111111110fdp-7,
                0x1.a01a01a01ee70p-13,
                0x1.71de3a4e14f40p-19,
                0x1.ae6460fae3728p-26,
                0x1.611cb330c1fe8p-33,
                0x1.b41232cf9950fp-41
            },
            new double[] {
                0x1.0p-1,
                0x1.5555555555502p-5,
                0x1.6c16c16c212c0p-10,
                0x1.a01a01907b7eep-16,
                0x1.27e5069de9344p-22,
                0x1.1ee5640e638a2p-29,
                0x1.99848a67700e4p-37
            }),
    /** For arguments of up to {@link #NARROW_POLYNOMIAL} in size. */
    NARROW(
            new double[] {1.0 / 6, 1.0 / 120, 1.0 / 5040, 1.0 / 362_880},
            new double[] {1.0 / 2, 1.0 / 24, 1.0 / 720, 1.0 / 40_320});

    /** The largest size of an argument for which there is a polynomial. */
    public static final double POLYNOMIAL = 1.0;

    /** The largest size of an argument for which the short polynomials hold. */
    public static final double NARROW_POLYNOMIAL = 0x1.ap-4;

    private final double[] sine;
    private final double[] cosine;

    Hyperbolic(double[] sine, double[] cosine) {
        this.sine = sine;
        this.cosine = cosine;
    }

    /** The shortest for arguments of up to this size. */
    public static Hyperbolic upTo(double largest) {
        return largest <= NARROW_POLYNOMIAL ? NARROW : WIDE;
    }

    /** The largest size of an argument. */
    public double largest() {
        return this == NARROW ? NARROW_POLYNOMIAL : POLYNOMIAL;
    }

    /** The terms of either polynomial in u^2. */
    public int terms() {
        return sine.length;
    }

    /** The coefficient of u^(2i+3) in sinh(u). */
    public double sine(int i) {
        return sine[i];
    }

    /** The coefficient of u^(2i+2) in cosh(u) - 1. */
    public double cosine(int i) {
        return cosine[i];
    }

    /** sinh(u). */
    public double sinh(double u) {
        double square = u * u;
        return Math.fma(u * square, polynomial(sine, square), u);
    }

    /** exp(u) - 1. */
    public double expMinusOne(double u) {
        double square = u * u;
        return Math.fma(square, polynomial(cosine, square), sinh(u));
    }

    private static double polynomial(double[] coefficients, double square) {
        double sum = coefficients[coefficients.length - 1];
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = Math.fma(sum, square, coefficients[i]);
        }
        return sum;
    }
}
