package io.dopaflow.models.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegrationWindowTest {
    private static final long TAU_PS = 20_000_000_000L;

    /**
     * Times are whole, so both sides have the same arguments up to an ulp or two of A, and each factor adds an ulp: some
     * (4 + 2 A) ulps of what is left; differences are measured against their larger term.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.1, 0.5, 1, 1.7, 5, 30})
    void bothQuantities_haveTheirClosedForms(double halfWindow) {
        long half = Math.round(halfWindow * TAU_PS);
        IntegrationWindow window = new IntegrationWindow(TAU_PS, half);
        assertThat(window.perPs()).isEqualTo(1.0 / TAU_PS);
        double decay = StrictMath.exp(-halfWindow);
        assertThat(window.halfDecay()).isCloseTo(decay, within((2 + halfWindow) * 0x1p-52 * decay));
        SplittableRandom random = new SplittableRandom(20261123);
        long onset = 987_654_321_098_765L;
        long readout = onset + 2 * half;
        for (int i = 0; i < 20_000; i++) {
            long arrival = onset + random.nextLong(2 * half + 1);
            double left = StrictMath.exp(-(double) (readout - arrival) / TAU_PS);
            double depressed = StrictMath.exp(-(double) (arrival - onset) / TAU_PS);
            double ulps = (4 + 2 * halfWindow) * 0x1p-52;
            assertThat(window.leftAtReadout(arrival, readout)).isCloseTo(left, within(ulps * left));
            assertThat(window.potentiationLessDepression(arrival, onset, readout))
                    .isCloseTo(left - depressed, within(ulps * Math.max(left, depressed)));
        }
    }

    /** Where the plain difference of exponentials cancels, 2 exp(-A) sinh U = 2 exp(-A) U (1 + U^2 / 6) keeps its digits. */
    @Test
    void smallJitter_doesNotCancel() {
        long half = TAU_PS / 10;
        IntegrationWindow window = new IntegrationWindow(TAU_PS, half);
        double u = 1.0 / TAU_PS;
        double expected = 2 * StrictMath.exp(-0.1) * u;
        assertThat(window.potentiationLessDepression(1, -half, half)).isCloseTo(expected, within(4e-16 * expected));
        assertThat(window.potentiationLessDepression(0, -half, half)).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 2.5})
    void potentiationLessDepression_isAntisymmetric(double halfWindow) {
        long half = Math.round(halfWindow * TAU_PS);
        IntegrationWindow window = new IntegrationWindow(TAU_PS, half);
        SplittableRandom random = new SplittableRandom(20261123);
        for (int i = 0; i < 1000; i++) {
            long offset = random.nextLong(half + 1);
            assertThat(window.potentiationLessDepression(-offset, -half, half))
                    .isEqualTo(-window.potentiationLessDepression(offset, -half, half));
        }
    }

    @Test
    void windowOfAnotherLength_isRefused() {
        IntegrationWindow window = new IntegrationWindow(TAU_PS, 100);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window.potentiationLessDepression(0, -100, 101))
                .withMessage("window is 201 ps long; allowed: 200 ps");
        assertThatIllegalArgumentException().isThrownBy(() -> new IntegrationWindow(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new IntegrationWindow(1, -1));
    }
}
