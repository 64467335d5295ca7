package io.dopaflow.models.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.dopaflow.models.neuron.IntegrationWindow;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a window does to the weights, by quadrature over the jitter. h(U) is the eligibility times the readout gain; means
 * are Simpson's rule on 2000 intervals, whose error is below 1e-11 relative for the smooth windows here.
 */
class StdpDriftTest {
    private static final long TAU = 20_000_000_000_000L;
    private static final int INTERVALS = 2000;

    private static StdpWindow window(
            double halfWindow, double plus, double minus, double cPlus, double cMinus, Pairing pairing) {
        // A multiple of the number of intervals, so that the nodes of the quadrature are whole picoseconds.
        long half = Math.round(halfWindow * TAU / INTERVALS) * INTERVALS;
        return new StdpWindow(
                new IntegrationWindow(TAU, half), branch(plus, cPlus, half), branch(minus, cMinus, half), pairing);
    }

    private static StdpWindow.Branch branch(double amplitude, double c, long half) {
        return new StdpWindow.Branch(amplitude, new IntegrationWindow(Math.round(TAU / c), half));
    }

    private static double gain(StdpWindow window) {
        return StrictMath.exp(window.window().halfWindowPs() / (double) TAU);
    }

    /** E[f(U) h(U)]. */
    private static double mean(StdpWindow window, DoubleUnaryOperator f) {
        long half = window.window().halfWindowPs();
        double sum = 0;
        for (int i = 0; i <= INTERVALS; i++) {
            long offset = -half + 2 * half / INTERVALS * i;
            int weight = i == 0 || i == INTERVALS ? 1 : i % 2 == 0 ? 2 : 4;
            double u = offset / (double) TAU;
            sum += weight * f.applyAsDouble(u) * gain(window) * window.eligibility(offset, -half, half, 0);
        }
        return sum / (3 * INTERVALS);
    }

    /** The part of h that is even in U has this second derivative at 0. */
    private static double evenCurvature(StdpWindow window) {
        return gain(window) * (curvature(window.potentiation()) - curvature(window.depression()));
    }

    private static double curvature(StdpWindow.Branch branch) {
        double c = (double) TAU / branch.window().timeConstantPs();
        return branch.amplitude() * Math.exp(-c * branch.window().halfWindowPs() / TAU) * c * c;
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 1, 1, 1, 1", "0.1, 1, 1, 3, 3", "0.1, 1, 1, 0.2, 0.2", "1, 1, 1, 2.5, 2.5", "0.5, 2, 0.5, 1, 1",
        "0.5, 1, 1, 0.5, 2", "1, 0.3, 1.2, 4, 0.7", "0.02, 0, 1, 1, 1", "0.7, 1, 0, 1, 3", "2, 1, 1, 5, 5"
    })
    void driftConstant_isTheMeanOfJitterTimesWindow(
            double halfWindow, double plus, double minus, double cPlus, double cMinus) {
        StdpWindow window = window(halfWindow, plus, minus, cPlus, cMinus, Pairing.SURROUNDING);
        assertThat(DriftConstant.of(window, gain(window)))
                .isCloseTo(mean(window, u -> u), withPercentage(1e-8))
                .isPositive();
    }

    /** kappa_c(A) = (2/c) cosh(cA) - (2/(c^2 A)) sinh(cA), times what gain exp(A) leaves of exp(-cA). */
    @ParameterizedTest
    @CsvSource({"0.3, 0.5", "0.3, 1", "0.3, 2", "1, 4"})
    void driftConstant_ofAnotherTimeConstant_isKappaC(double a, double c) {
        StdpWindow window = window(a, 1, 1, c, c, Pairing.SURROUNDING);
        double kappa = 2 / c * Math.cosh(c * a) - 2 / (c * c * a) * Math.sinh(c * a);
        assertThat(DriftConstant.of(window, Math.exp(c * a))).isCloseTo(kappa, withPercentage(1e-8));
    }

    @Test
    void driftConstant_ofTheStandardWindow_isKappaToTheLastBit() {
        for (double a : new double[] {0.01, 0.1, 0.3, 1, 2}) {
            StdpWindow standard = new StdpWindow(new IntegrationWindow(TAU, Math.round(a * TAU)));
            assertThat(DriftConstant.of(standard, StrictMath.exp(a))).isEqualTo(DriftConstant.kappa(a));
            assertThat(DriftConstant.of(standard, 1)).isCloseTo(DriftConstant.kappa(a) * Math.exp(-a), within(1e-15));
        }
    }

    /** (u' - u) (remembered(u') - remembered(u)) over independent u', u is twice the covariance of one of them. */
    @ParameterizedTest
    @CsvSource({"0.1, 1, 1", "0.5, 2, 3", "1, 0.5, 0.4"})
    void driftConstant_ofSuccessivePairing_countsDepressionTwice(double a, double minus, double c) {
        StdpWindow window = window(a, 7, minus, 2, c, Pairing.SUCCESSIVE);
        assertThat(DriftConstant.of(window, gain(window))).isCloseTo(2 * mean(window, u -> u), withPercentage(1e-8));
    }

    /** The next terms of the series of h_even and of the covariance are smaller by A^2 c^2 or so. */
    @ParameterizedTest
    @CsvSource({"0.02, 2, 1, 1, 1", "0.05, 1, 1, 2, 0.5", "0.05, 0.5, 1, 1, 1", "0.05, 1, 3, 1, 2"})
    void unequalBranches_addABiasByTheCurvatureOfTheLoss(
            double a, double plus, double minus, double cPlus, double cMinus) {
        StdpWindow window = window(a, plus, minus, cPlus, cMinus, Pairing.SURROUNDING);
        double curvature = 1.7;
        DoubleUnaryOperator loss = u -> -0.8 * u + curvature * u * u / 2;
        double expectedLoss = curvature * a * a / 6;
        double bias =
                mean(window, u -> expectedLoss - loss.applyAsDouble(u)) - 0.8 * DriftConstant.of(window, gain(window));
        double predicted = -evenCurvature(window) * Math.pow(a, 4) / 45 * curvature;
        assertThat(bias).isCloseTo(predicted, withPercentage(200 * a * a * cPlus * cPlus * cMinus * cMinus));
    }

    @Test
    void unperturbedLoss_addsItsSmoothingTimesTheMeanEligibility() {
        double a = 0.02;
        StdpWindow window = window(a, 2, 1, 1, 1, Pairing.SURROUNDING);
        double bias = mean(window, u -> 0 - u * u / 2);
        assertThat(bias).isCloseTo(-a * a / 6 * mean(window, u -> 1), withPercentage(1));
    }

    /** The reward is odd in U, so nothing even in the loss or in the window is left of its product with the window. */
    @Test
    void antitheticPairs_areFreeOfThatBias() {
        StdpWindow window = window(0.5, 2, 1, 1, 3, Pairing.SURROUNDING);
        DoubleUnaryOperator even = u -> Math.cosh(2 * u);
        DoubleUnaryOperator loss = u -> 0.8 * u + even.applyAsDouble(u);
        // The second cycle has the jitter u, the first had -u.
        double drift = mean(window, u -> loss.applyAsDouble(-u) - loss.applyAsDouble(u));
        assertThat(drift).isCloseTo(-2 * 0.8 * DriftConstant.of(window, gain(window)), withPercentage(1e-8));
    }
}
