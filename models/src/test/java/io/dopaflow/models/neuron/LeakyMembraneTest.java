package io.dopaflow.models.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakyMembraneTest {
    private static final long TAU = 20_000_000_000L;

    /** A window from 0 to twice its half. */
    private static IntegrationWindow window(long halfPs) {
        return new IntegrationWindow(TAU, halfPs);
    }

    @Test
    void decay_leavesOneOverEAfterOneTimeConstant_andHalvesAfterLogTwo() {
        assertThat(window(TAU).leftAtReadout(2 * TAU, 2 * TAU)).isCloseTo(1, within(1e-15));
        assertThat(window(TAU).leftAtReadout(TAU, 2 * TAU)).isCloseTo(Math.exp(-1), within(1e-16));
        assertThat(window(3 * TAU).leftAtReadout(6 * TAU - Math.round(TAU * Math.log(2)), 6 * TAU))
                .isCloseTo(0.5, within(1e-10));
    }

    @Test
    void windowOfAnotherLength_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window(5).potentiationLessDepression(3, 0, 11))
                .withMessage("window is 11 ps long; allowed: 10 ps");
    }

    /** The membrane carried from spike to spike in order of time: a recursion without the sum of exponentials. */
    @Test
    void potential_isThatOfAMembraneCarriedFromSpikeToSpike() {
        SplittableRandom random = new SplittableRandom(1);
        for (int repetition = 0; repetition < 100; repetition++) {
            double[] jumps = random.doubles(50, -1, 1).toArray();
            long[] arrivals = random.longs(50, 0, 4 * TAU).sorted().toArray();
            double v = 0;
            long now = 0;
            for (int i = 0; i < jumps.length; i++) {
                v = v * Math.exp(-(arrivals[i] - now) / (double) TAU) + jumps[i];
                now = arrivals[i];
            }
            v *= Math.exp(-(5 * TAU - now) / (double) TAU);
            // Some fifty roundings of jumps of size 1.
            assertThat(new LeakyMembrane(window(5 * TAU / 2), 1).potential(jumps, arrivals, 5 * TAU))
                    .isCloseTo(v, within(1e-14));
        }
    }

    /** Section 1 of the theory: exp(A) w exp(-(readout - arrival)) = exp(theta + U). */
    @Test
    void gainThatMakesUpForHalfAWindow_turnsJitterIntoAPerturbationOfTheta() {
        double halfWindow = 0.3;
        long halfWindowPs = Math.round(halfWindow * TAU);
        LeakyMembrane membrane = new LeakyMembrane(window(halfWindowPs), StrictMath.exp(halfWindow));
        for (double u : new double[] {-0.3, -0.1, 0, 0.2, 0.3}) {
            long arrival = halfWindowPs + Math.round(u * TAU);
            double potential =
                    membrane.potential(new double[] {-Math.exp(-1.7)}, new long[] {arrival}, 2 * halfWindowPs);
            assertThat(potential).isCloseTo(-Math.exp(-1.7 + u), withPercentage(1e-8));
        }
    }

    @Test
    void silence_leavesNoPotential() {
        assertThat(new LeakyMembrane(window(TAU), 2).potential(new double[0], new long[0], TAU))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void impossibleGain_isRefused(double gain) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeakyMembrane(window(TAU), gain))
                .withMessage("readout gain is " + gain + "; allowed: finite, positive");
    }

    @Test
    void impossibleTimeConstant_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IntegrationWindow(0, 1))
                .withMessage("time constant is 0 ps; allowed: positive");
    }
}
