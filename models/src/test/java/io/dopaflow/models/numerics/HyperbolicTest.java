package io.dopaflow.models.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the power series in 40 digits, whose rest after the 30th term is below 1e-60 for arguments up to 1. */
class HyperbolicTest {
    private static final MathContext DIGITS = new MathContext(40);

    @ParameterizedTest
    @EnumSource
    void sinh_isWithinAnUlp_andTheExponentialWithinOneOrFour(Hyperbolic hyperbolic) {
        SplittableRandom random = new SplittableRandom(20261123);
        double largest = hyperbolic.largest();
        for (int i = 0; i < 4000; i++) {
            assertClose(hyperbolic, random.nextDouble(-largest, largest));
            assertClose(hyperbolic, random.nextDouble() * largest * StrictMath.pow(10, -random.nextInt(120)));
        }
        assertClose(hyperbolic, largest);
        assertClose(hyperbolic, -largest);
        assertClose(hyperbolic, Math.nextDown(largest));
    }

    @ParameterizedTest
    @EnumSource
    void zero_isExact(Hyperbolic hyperbolic) {
        assertThat(hyperbolic.sinh(0.0)).isZero();
        assertThat(hyperbolic.expMinusOne(0.0)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void sinh_isOdd(Hyperbolic hyperbolic) {
        SplittableRandom random = new SplittableRandom(20261123);
        for (int i = 0; i < 1000; i++) {
            double u = random.nextDouble() * hyperbolic.largest();
            assertThat(hyperbolic.sinh(-u)).isEqualTo(-hyperbolic.sinh(u));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, NARROW", "0.1, NARROW", "0.1015625, NARROW", "0.1016, WIDE", "1, WIDE", "2, WIDE"})
    void largestArgument_decidesTheLength(double largest, Hyperbolic chosen) {
        assertThat(Hyperbolic.upTo(largest)).isEqualTo(chosen);
    }

    /** What vector code is made of. */
    @ParameterizedTest
    @EnumSource
    void coefficients_areThoseOfThePolynomials(Hyperbolic hyperbolic) {
        for (double x = -1; x <= 1; x += 0x1p-6) {
            double u = x * hyperbolic.largest();
            double square = u * u;
            double sine = 0;
            double cosine = 0;
            for (int i = hyperbolic.terms() - 1; i >= 0; i--) {
                sine = Math.fma(sine, square, hyperbolic.sine(i));
                cosine = Math.fma(cosine, square, hyperbolic.cosine(i));
            }
            double sinh = Math.fma(u * square, sine, u);
            assertThat(sinh).isEqualTo(hyperbolic.sinh(u));
            assertThat(Math.fma(square, cosine, sinh)).isEqualTo(hyperbolic.expMinusOne(u));
        }
    }

    private static void assertClose(Hyperbolic hyperbolic, double u) {
        assertUlps("sinh", u, hyperbolic.sinh(u), series(u, 1), 1);
        BigDecimal exponential = series(u, 1).add(series(u, 2), DIGITS).add(BigDecimal.ONE, DIGITS);
        assertUlps("exp", u, hyperbolic.expMinusOne(u) + 1, exponential, hyperbolic == Hyperbolic.NARROW ? 1 : 4);
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
