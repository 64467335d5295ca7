package io.dopaflow.models.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.neuron.IntegrationWindow;
import java.util.List;
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

    private static StdpWindow.Branch branch(double amplitude, long tau, long half) {
        return new StdpWindow.Branch(amplitude, new IntegrationWindow(tau, half));
    }

    /** A_plus exp(-(readout - arrival) / tau_plus) - A_minus exp(-(arrival - onset) / tau_minus). */
    @Test
    void unequalBranches_haveTheirOwnAmplitudesAndTimeConstants() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 10_000; i++) {
            long half = random.nextLong(1, 3 * TAU);
            long arrival = random.nextLong(2 * half + 1);
            long onset = random.nextLong(1L << 60);
            double plus = i % 3 == 0 ? 1 : random.nextDouble(3);
            double minus = i % 3 == 1 ? plus : random.nextDouble(3);
            long tauPlus = random.nextLong(TAU / 5, 5 * TAU);
            long tauMinus = i % 2 == 0 ? tauPlus : random.nextLong(TAU / 5, 5 * TAU);
            StdpWindow window = new StdpWindow(
                    new IntegrationWindow(TAU, half),
                    branch(plus, tauPlus, half),
                    branch(minus, tauMinus, half),
                    Pairing.SURROUNDING);
            double potentiation = plus * Math.exp((arrival - 2 * half) / (double) tauPlus);
            double depression = minus * Math.exp(-arrival / (double) tauMinus);
            // Some roundings of numbers up to 3, of exponentials of arguments up to 30 among them.
            assertThat(window.eligibility(onset + arrival, onset, onset + 2 * half, 0.5))
                    .isCloseTo(potentiation - depression, within(1e-13));
            assertThat(Math.abs(window.eligibility(onset + arrival, onset, onset + 2 * half, 0.5)))
                    .isLessThanOrEqualTo(window.bound());
            assertThat(window.remembered(onset + arrival, onset, onset + 2 * half))
                    .isZero();
        }
    }

    @Test
    void successivePairing_isTheDepressionThenLessTheDepressionNow() {
        long half = TAU / 2;
        StdpWindow window = new StdpWindow(
                new IntegrationWindow(TAU, half), branch(9, TAU, half), branch(2, TAU / 4, half), Pairing.SUCCESSIVE);
        double remembered = window.remembered(TAU / 4, 0, 2 * half);
        assertThat(remembered).isCloseTo(2 * Math.exp(-1), within(1e-15));
        assertThat(window.eligibility(TAU / 2, 0, 2 * half, remembered))
                .isCloseTo(2 * (Math.exp(-1) - Math.exp(-2)), within(1e-15));
    }

    @Test
    void onlyTheStandardWindow_isStandard() {
        long half = TAU / 2;
        IntegrationWindow membrane = new IntegrationWindow(TAU, half);
        StdpWindow.Branch one = branch(1, TAU, half);
        assertThat(new StdpWindow(membrane, one, one, Pairing.SURROUNDING).isStandard())
                .isTrue();
        assertThat(new StdpWindow(membrane, one, one, Pairing.SUCCESSIVE).isStandard())
                .isFalse();
        for (StdpWindow.Branch other : List.of(branch(1.5, TAU, half), branch(1, TAU - 1, half))) {
            assertThat(new StdpWindow(membrane, other, other, Pairing.SURROUNDING).isOdd())
                    .isTrue();
            assertThat(new StdpWindow(membrane, other, other, Pairing.SURROUNDING).isStandard())
                    .isFalse();
            assertThat(new StdpWindow(membrane, one, other, Pairing.SURROUNDING).isOdd())
                    .isFalse();
        }
    }

    /** Without depression what is left is a rule of potentiation alone, and the longest half-window overflows nothing. */
    @Test
    void branches_reachTheEndsOfTheirRanges() {
        StdpWindow window = new StdpWindow(
                new IntegrationWindow(TAU, TAU), branch(1, TAU, TAU), branch(0, TAU, TAU), Pairing.SURROUNDING);
        assertThat(window.eligibility(2 * TAU, 0, 2 * TAU, 0)).isEqualTo(1.0);
        StdpWindow.Branch longest = branch(1, TAU, 700 * TAU);
        StdpWindow wide = new StdpWindow(new IntegrationWindow(TAU, 700 * TAU), longest, longest, Pairing.SURROUNDING);
        assertThat(DriftConstant.of(wide, 1)).isFinite().isPositive();
    }

    @Test
    void impossibleBranches_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> branch(-0.1, TAU, TAU))
                .withMessage("amplitude is -0.1; allowed: finite, not negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> branch(1, TAU / 1000, TAU))
                .withMessage("half-window is 1000.0 time constants of a branch; allowed: at most 700.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StdpWindow(
                        new IntegrationWindow(TAU, TAU), branch(1, TAU, 1), branch(1, TAU, TAU), Pairing.SURROUNDING))
                .withMessageContaining("allowed: the membrane's");
    }
}
