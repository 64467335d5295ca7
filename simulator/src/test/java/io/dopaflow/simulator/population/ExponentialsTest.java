package io.dopaflow.simulator.population;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.numerics.Exponential;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many exponentials at once have the bits of one by one. */
@Tag("digest")
class ExponentialsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 7, 8, 9, 15, 16, 17, 100, 1001})
    void stretch_hasTheBitsOfSingleNumbers(int count) {
        double[] x = new SplittableRandom(count).doubles(count + 5, -50, 50).toArray();
        double[] into = new double[count + 5];
        Arrays.fill(into, -1);

        assertThat(Exponentials.of(x, into, 2, count + 2)).isTrue();

        for (int i = 0; i < into.length; i++) {
            assertThat(into[i]).isEqualTo(i < 2 || i >= count + 2 ? -1 : Exponential.exp(x[i]));
        }
    }

    @Test
    void numbersOutOfRange_areTold_andHaveTheBitsOfSingleNumbers() {
        double[] odd = {
            -709, -708, 708, 708.5, 710, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, -0.0, 1
        };
        for (int place = 0; place < 20; place++) {
            double[] x = new double[20 + odd.length];
            System.arraycopy(odd, 0, x, place, odd.length);
            double[] into = new double[x.length];

            assertThat(Exponentials.of(x, into, 0, x.length)).isFalse();

            assertThat(into)
                    .containsExactly(Arrays.stream(x).map(Exponential::exp).toArray());
        }
    }
}
