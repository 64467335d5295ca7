package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolynomialTest {

    /** Rounding leaves 1e-15 of the sum of the coefficients, here up to 8. */
    @Test
    void bound_isAboveAllValuesAndNearTheLargestInAShortPart() {
        SplittableRandom random = new SplittableRandom(3);
        double[] scratch = new double[8];
        for (int trial = 0; trial < 1000; trial++) {
            double[] polynomial = random.doubles(8, -1, 1).toArray();
            double a = random.nextDouble();
            double b = a + (1 - a) * random.nextDouble();
            double bound = Polynomial.bound(polynomial, a, b, scratch);
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i <= 100; i++) {
                largest = Math.max(largest, Polynomial.value(polynomial, a + (b - a) * i / 100));
            }
            assertThat(bound).isGreaterThanOrEqualTo(largest - 8e-15);
            double value = Polynomial.value(polynomial, a);
            assertThat(Polynomial.bound(polynomial, a, a + 1e-9, scratch)).isCloseTo(value, within(1e-7));
        }
    }

    @Test
    void derivative_isThatOfEachPower() {
        assertThat(Polynomial.derivative(new double[] {5, 4, 3, 2})).containsExactly(4, 6, 6);
    }
}
