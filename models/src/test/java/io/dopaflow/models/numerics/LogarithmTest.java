package io.dopaflow.models.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogarithmTest {

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-3, 0.3, 1, 20, 708})
    void randomArguments_areWithinAnUlpOfStrictMath(double size) {
        SplittableRandom random = new SplittableRandom(20261201);
        for (int i = 0; i < 500_000; i++) {
            assertWithinAnUlp(StrictMath.exp(random.nextDouble(-size, size)));
        }
    }

    /** There the power of two changes. */
    @Test
    void argumentsAboutSquareRootsOfTwo_areWithinAnUlpOfStrictMath() {
        for (int k = -1021; k < 1023; k++) {
            double x = StrictMath.scalb(StrictMath.sqrt(0.5), k);
            for (int i = 0; i < 20; i++) {
                assertWithinAnUlp(x);
                assertWithinAnUlp(StrictMath.scalb(1.0, k) + i * StrictMath.ulp(StrictMath.scalb(1.0, k)));
                x = i % 2 == 0 ? Math.nextUp(x) : x;
            }
        }
    }

    @Test
    void whatIsNotAPositiveNormalNumber_isAsStrictMathSays() {
        for (double x : new double[] {0.0, -0.0, -1, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat((Double) Logarithm.log(x)).isEqualTo((Double) StrictMath.log(x));
        }
        assertThat(Logarithm.log(1.0)).isZero();
        assertWithinAnUlp(Double.MIN_NORMAL);
        assertWithinAnUlp(Double.MAX_VALUE);
    }

    private static void assertWithinAnUlp(double x) {
        double expected = StrictMath.log(x);
        double found = Logarithm.log(x);
        if (!(Math.abs(found - expected) <= Math.ulp(expected))) {
            throw new AssertionError("log(" + x + ") is " + found + ", StrictMath says " + expected);
        }
    }
}
