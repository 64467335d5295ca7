package io.dopaflow.models.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.numerics.Exponential;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A weight that has been multiplied many times is where the sum of its log-weight's changes says, computed with twice as many bits. */
class DriftTest {
    private static final int UPDATES = 100_000_000;

    /**
     * Each update rounds once, by at most 2^-53, which wanders off by some 5e-13 in a hundred million. What the polynomial leaves out, x^7 / 5040, comes
     * with both signs; a share x of it does not, 1e-19 for the largest changes. A bias of 1e-4 of a rounding would be noticed.
     */
    @ParameterizedTest
    @ValueSource(doubles = {Exponential.SMALL, 1e-4, 1e-9})
    void weightOfManyUpdates_hasNotDrifted(double largest) {
        SplittableRandom random = new SplittableRandom(1);
        double weight = 1.0;
        double theta = 0.0;
        double rest = 0.0;
        for (int i = 0; i < UPDATES; i++) {
            // Back to where it came from every other time, so that the weight stays in range.
            double eligibility = (i % 2 == 0 ? 1 : -1) * random.nextDouble(0.25, 1);
            weight = Parametrisation.LOG_WEIGHT.changed(weight, largest, eligibility, true);
            double x = largest * eligibility;
            double sum = theta + x;
            double back = sum - theta;
            rest += (theta - (sum - back)) + (x - back) + Math.fma(largest, eligibility, -x);
            theta = sum;
        }
        assertThat(StrictMath.log(weight))
                .isCloseTo(theta + rest, within(largest == Exponential.SMALL ? 1.5e-11 : 3e-12));
        assertThat(weight).isNotEqualTo(1.0);
    }
}
