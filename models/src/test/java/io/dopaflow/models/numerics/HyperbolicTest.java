package io.dopaflow.models.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Against the power series in 40 digits, whose rest after the 30th term is below 1e-60 for arguments up to 1. */
class HyperbolicTest {
    private static final MathContext DIGITS = new MathContext(40);

    @Test
    void sinh_isWithinAnUlp_andCoshMinusOneWithinTwo() {
        SplittableRandom random = new SplittableRandom(20261123);
        for (int i = 0; i < 4000; i++) {
            assertClose(random.nextDouble(-1, 1));
            assertClose(random.nextDouble() * StrictMath.pow(10, -random.nextInt(120)));
        }
        assertClose(1.0);
        assertClose(-1.0);
        assertClose(Math.nextDown(1.0));
    }

    @Test
    void zero_isExact() {
        assertThat(Hyperbolic.sinh(0.0)).isZero();
        assertThat(Hyperbolic.coshMinusOne(0.0)).isZero();
    }

    @Test
    void sinh_isOdd_andCoshEven() {
        SplittableRandom random = new SplittableRandom(20261123);
        for (int i = 0; i < 1000; i++) {
            double u = random.nextDouble();
            assertThat(Hyperbolic.sinh(-u)).isEqualTo(-Hyperbolic.sinh(u));
            assertThat(Hyperbolic.coshMinusOne(-u)).isEqualTo(Hyperbolic.coshMinusOne(u));
        }
    }

    /** What vector code is made of. */
    @Test
    void coefficients_areThoseOfThePolynomials() {
        for (double u = -1; u <= 1; u += 0x1p-6) {
            double square = u * u;
            double sine = 0;
            double cosine = 0;
            for (int i = Hyperbolic.DEGREE; i >= 0; i--) {
                sine = Math.fma(sine, square, Hyperbolic.sineCoefficient(i));
                cosine = Math.fma(cosine, square, Hyperbolic.cosineCoefficient(i));
            }
            assertThat(Math.fma(u * square, sine, u)).isEqualTo(Hyperbolic.sinh(u));
            assertThat(square * cosine).isEqualTo(Hyperbolic.coshMinusOne(u));
        }
    }

    private static void assertClose(double u) {
        assertUlps("sinh", u, Hyperbolic.sinh(u), series(u, 1), 1);
        assertUlps("cosh - 1", u, Hyperbolic.coshMinusOne(u), series(u, 2), 2);
    }

    private static void assertUlps(String name, double u, double found, BigDecimal exact, int ulps) {
        BigDecimal allowed = new BigDecimal(Math.ulp(exact.doubleValue())).multiply(BigDecimal.valueOf(ulps));
        assertThat(new BigDecimal(found).subtract(exact).abs())
                .as("%s(%s) = %s, exactly %s", name, u, found, exact)
                .isLessThanOrEqualTo(allowed);
    }

    /** The sum of u^k / k! over k = first, first + 2, ... */
    private static BigDecimal series(double u, int first) {
        BigDecimal x = new BigDecimal(u);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 1; k <= 60; k++) {
            term = term.multiply(x, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
            if (k >= first && (k - first) % 2 == 0) {
                sum = sum.add(term, DIGITS);
            }
        }
        return sum;
    }
}
