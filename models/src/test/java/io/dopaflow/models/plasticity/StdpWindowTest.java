package io.dopaflow.models.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.neuron.ExponentialDecay;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StdpWindowTest {
    private static final long TAU = 20_000_000_000L;
    private static final StdpWindow WINDOW = new StdpWindow(new ExponentialDecay(TAU));

    /** c = exp(-A) (exp(U) - exp(-U)), for windows anywhere on the time axis. */
    @Test
    void eligibility_isTheClosedForm() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            long half = random.nextLong(1, 3 * TAU);
            long offset = random.nextLong(-half, half + 1);
            long onset = random.nextLong(1L << 60);
            double a = half / (double) TAU;
            double u = offset / (double) TAU;
            assertThat(WINDOW.eligibility(onset + half + offset, onset, onset + 2 * half))
                    .isCloseTo(Math.exp(-a) * (Math.exp(u) - Math.exp(-u)), within(1e-15))
                    .isBetween(-1.0, 1.0);
        }
    }

    @Test
    void preShortlyBeforePost_potentiates_andPostShortlyBeforePreDepresses() {
        assertThat(WINDOW.eligibility(TAU - 1, 0, TAU)).isPositive();
        assertThat(WINDOW.eligibility(1, 0, TAU)).isNegative();
        assertThat(WINDOW.eligibility(TAU / 2, 0, TAU)).isZero();
        assertThat(WINDOW.eligibility(TAU, 0, TAU)).isEqualTo(1 - StrictMath.exp(-1));
    }

    @Test
    void eligibility_isOddInTheDistanceFromTheMiddle_toTheLastBit() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 10_000; i++) {
            long offset = random.nextLong(TAU);
            assertThat(WINDOW.eligibility(TAU + offset, 0, 2 * TAU))
                    .isEqualTo(-WINDOW.eligibility(TAU - offset, 0, 2 * TAU));
        }
    }
}
