package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a decaying input leaves in a membrane, against its integral by Simpson's rule. */
class RelaxationTest {
    private static final double TAU_M = 10;

    /** Simpson's rule with 20000 parts is right to 1e-14 here. An error of an exponential, over d squared, is 1e-12 ms^2 at most. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 5, 9, 9.1, 9.5, 9.999999, 10, 10.000001, 10.5, 11, 11.2, 20, 300})
    void responses_areTheIntegrals(double tauS) {
        Relaxation relaxation = new Relaxation(TAU_M, tauS);
        for (double t : new double[] {0.001, 0.1, 1, 4, 6, 20, 70}) {
            double first = integral(t, tauS, false);
            double second = integral(t, tauS, true);
            assertThat(relaxation.first(t)).as("first %s", t).isCloseTo(first, within(1e-12 * (first + 0.01)));
            assertThat(relaxation.second(t)).as("second %s", t).isCloseTo(second, within(1e-12 * (second + 1)));
            assertThat(relaxation.decay(t)).isCloseTo(Math.exp(-t / tauS), within(1e-15));
        }
        assertThat(relaxation.first(0)).isZero();
        assertThat(relaxation.second(0)).isZero();
    }

    private static double integral(double t, double tauS, boolean isSecond) {
        int parts = 20_000;
        double sum = 0;
        for (int i = 0; i <= parts; i++) {
            double s = t * i / parts;
            double value = Math.exp(-(t - s) / TAU_M - s / tauS) * (isSecond ? s : 1);
            sum += value * (i == 0 || i == parts ? 1 : i % 2 == 1 ? 4 : 2);
        }
        return sum * t / parts / 3;
    }

    /** Both bounds are at or above a scan; the closer one is at it. */
    @Test
    void bounds_areAboveEveryCurrent() {
        Relaxation relaxation = new Relaxation(TAU_M, 4);
        for (double i : new double[] {-3, 0, 2}) {
            for (double s : new double[] {-2, 0, 1.5}) {
                for (double b : new double[] {0.5, 3, 20}) {
                    double scanned = Double.NEGATIVE_INFINITY;
                    double late = Double.NEGATIVE_INFINITY;
                    for (int k = 0; k <= 1000; k++) {
                        double t = b * k / 1000;
                        double current = (i + s * t) * Math.exp(-t / 4);
                        scanned = Math.max(scanned, current);
                        late = t >= b / 2 ? Math.max(late, current) : late;
                    }
                    assertThat(relaxation.largest(i, s, 0, b)).isCloseTo(scanned, within(1e-5));
                    assertThat(relaxation.largest(i, s, b / 2, b)).isCloseTo(late, within(1e-5));
                    assertThat(relaxation.atMost(i, s, b)).isGreaterThanOrEqualTo(scanned - 1e-12);
                    assertThat(relaxation.atMost(i, s, b)).isLessThanOrEqualTo(Math.max(i, 0) + Math.max(s, 0) * 1.48);
                }
            }
        }
    }

    /** A peak of t exp(-t / 4) at 4 ms counts from a little before to a little after it; from there on ends are largest. */
    @Test
    void largestCurrent_isAtItsPeakOrAtAnEnd() {
        Relaxation relaxation = new Relaxation(TAU_M, 4);
        double peak = 4 * Math.exp(-1);
        assertThat(relaxation.largest(0, 1, 3.9, 4.1)).isCloseTo(peak, within(1e-15));
        assertThat(relaxation.largest(0, 1, 1, 3)).isCloseTo(3 * Math.exp(-0.75), within(1e-15));
        assertThat(relaxation.largest(0, 1, 5, 9)).isCloseTo(5 * Math.exp(-1.25), within(1e-15));
        assertThat(relaxation.largest(2, 0, 1, 3)).isCloseTo(2 * Math.exp(-0.25), within(1e-15));
        assertThat(relaxation.largest(-2, 0, 1, 3)).isCloseTo(-2 * Math.exp(-0.75), within(1e-15));
        assertThat(relaxation.largest(0, 0, 1, 3)).isZero();
        // No more than i and s b at once, nor s tau / e, a little rounded up.
        assertThat(relaxation.atMost(3, 2, 0.5)).isEqualTo(4);
        assertThat(relaxation.atMost(3, 2, 50)).isCloseTo(3 + 2 * 4 * 0.37, within(1e-14));
        assertThat(relaxation.atMost(-3, -2, 50)).isZero();
    }
}
