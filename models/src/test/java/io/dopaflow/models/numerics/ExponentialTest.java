package io.dopaflow.models.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExponentialTest {

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-9, 0.1, 1, 20, 708})
    void randomArguments_areWithinAnUlpOfStrictMath(double size) {
        SplittableRandom random = new SplittableRandom(20261123);
        for (int i = 0; i < 500_000; i++) {
            assertWithinAnUlp(random.nextDouble(-size, size));
        }
    }

    /** Halfway between multiples of log 2 the reduced argument is largest, and the multiple changes. */
    @Test
    void argumentsAboutEachReduction_areWithinAnUlpOfStrictMath() {
        for (int halves = -2042; halves <= 2045; halves++) {
            double x = halves * 0.5 * StrictMath.log(2);
            for (int i = 0; i < 20; i++) {
                assertWithinAnUlp(x);
                x = Math.nextUp(x);
            }
        }
    }

    @Test
    void endsOfTheRange_areWithinAnUlpOfStrictMath() {
        double low = Exponential.SMALLEST;
        double high = Exponential.LARGEST;
        for (int i = 0; i < 1000; i++) {
            assertWithinAnUlp(low);
            assertWithinAnUlp(high);
            low = Math.nextUp(low);
            high = Math.nextDown(high);
        }
        assertWithinAnUlp(Double.MIN_VALUE);
        assertWithinAnUlp(-Double.MIN_NORMAL);
        assertThat(Exponential.exp(0.0)).isEqualTo(1.0);
        assertThat(Exponential.exp(-0.0)).isEqualTo(1.0);
    }

    @Test
    void outsideTheRange_isZeroOrInfinite() {
        assertThat(Exponential.exp(Math.nextDown(Exponential.SMALLEST))).isZero();
        assertThat(Exponential.exp(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Exponential.exp(Math.nextUp(Exponential.LARGEST))).isInfinite();
        assertThat(Exponential.exp(Double.POSITIVE_INFINITY)).isInfinite().isPositive();
        assertThat(Exponential.exp(Double.NaN)).isNaN();
    }

    private static void assertWithinAnUlp(double x) {
        double expected = StrictMath.exp(x);
        double found = Exponential.inRange(x);
        if (!(Math.abs(found - expected) <= Math.ulp(expected)) || found != Exponential.exp(x)) {
            assertThat(found).as("exp(%s)", x).isEqualTo(Exponential.exp(x)).isEqualTo(expected);
        }
    }

    /** What vector code is made of: q(r) = (exp(r) - 1 - r) / r^2, whose error is below 3e-17 relative to exp(r). */
    @Test
    void coefficients_areThoseOfThePolynomial() {
        for (double r = -0.34; r < 0.35; r += 0.01) {
            double q = 0;
            for (int i = Exponential.DEGREE; i >= 0; i--) {
                q = Math.fma(q, r, Exponential.coefficient(i));
            }
            assertThat(1 + Math.fma(q, r * r, r)).isEqualTo(Exponential.exp(r));
        }
    }
}
