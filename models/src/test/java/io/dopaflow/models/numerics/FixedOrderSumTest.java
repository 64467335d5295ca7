package io.dopaflow.models.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedOrderSumTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 4095, 4096, 4097, 8192, 8193, 20_001})
    void total_isThatOfThePlainDefinition(int count) {
        double[] terms = new SplittableRandom(count)
                .doubles(count)
                .map(x -> (x - 0.5) * StrictMath.exp(40 * x))
                .toArray();
        FixedOrderSum sum = new FixedOrderSum();
        for (double term : terms) {
            sum.add(term);
        }
        assertThat(Double.doubleToRawLongBits(sum.total())).isEqualTo(Double.doubleToRawLongBits(plain(terms)));
        // Another order would give other bits, or this test would say nothing.
        if (count > 4097) {
            assertThat(sum.total()).isNotEqualTo(Arrays.stream(terms).reduce(0.0, Double::sum));
        }
    }

    private static double plain(double[] terms) {
        double total = 0.0;
        for (int block = 0; block < terms.length; block += 4096) {
            double[] lanes = new double[8];
            for (int lane = 0; lane < 8; lane++) {
                for (int i = block + lane; i < Math.min(block + 4096, terms.length); i += 8) {
                    lanes[lane] += terms[i];
                }
            }
            double firstHalf = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
            double secondHalf = (lanes[4] + lanes[5]) + (lanes[6] + lanes[7]);
            total += firstHalf + secondHalf;
        }
        return total;
    }
}
