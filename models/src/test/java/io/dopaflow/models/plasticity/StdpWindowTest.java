package io.dopaflow.models.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.neuron.IntegrationWindow;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StdpWindowTest {
    private static final long TAU = 20_000_000_000L;

    private static StdpWindow window(long halfPs) {
        return new StdpWindow(new IntegrationWindow(TAU, halfPs));
    }

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
            // Time differences are exact: the allowance is for a few roundings of numbers up to 1.
            assertThat(window(half).eligibility(onset + half + offset, onset, onset + 2 * half, 0))
                    .isCloseTo(Math.exp(-a) * (Math.exp(u) - Math.exp(-u)), within(1e-15))
                    .isBetween(-1.0, 1.0);
        }
    }

    @Test
    void preShortlyBeforePost_potentiates_andPostShortlyBeforePreDepresses() {
        assertThat(window(TAU / 2).eligibility(TAU - 1, 0, TAU, 0)).isPositive();
        assertThat(window(TAU / 2).eligibility(1, 0, TAU, 0)).isNegative();
        assertThat(window(TAU / 2).eligibility(TAU / 2, 0, TAU, 0)).isZero();
        assertThat(window(TAU / 2).eligibility(TAU, 0, TAU, 0)).isCloseTo(1 - StrictMath.exp(-1), within(1e-15));
    }

    @Test
    void eligibility_isOddInTheDistanceFromTheMiddle_toTheLastBit() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 10_000; i++) {
            long offset = random.nextLong(TAU);
            assertThat(window(TAU).eligibility(TAU + offset, 0, 2 * TAU, 0))
                    .isEqualTo(-window(TAU).eligibility(TAU - offset, 0, 2 * TAU, 0));
        }
    }
}
