package io.dopaflow.models.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftConstantTest {
    /** -(1 / 2A) times the integral of u (exp(-u) - exp(u)) over [-A, A], by Simpson's rule on half of it. */
    private static double byQuadrature(double halfWindow) {
        int intervals = 4000;
        double h = halfWindow / intervals;
        double sum = 0;
        for (int i = 0; i <= intervals; i++) {
            double weight = i == 0 || i == intervals ? 1 : i % 2 == 0 ? 2 : 4;
            sum += weight * i * h * 2 * StrictMath.sinh(i * h);
        }
        return sum * h / 3 / halfWindow;
    }

    @Test
    void kappa_isTheDriftOfALinearLoss_forSmallAndLargeWindows() {
        for (double halfWindow = 1e-6; halfWindow < 5; halfWindow *= 1.07) {
            // Simpson's error h^4 / 180 A max f'''' / kappa, below 1e-12 at A = 5; rounding of 4000 terms.
            assertThat(DriftConstant.kappa(halfWindow))
                    .as("kappa(%s)", halfWindow)
                    .isCloseTo(byQuadrature(halfWindow), withPercentage(2e-10));
        }
    }

    @Test
    void kappa_isThatOfThePaper_withTheUniformDensityItOmits() {
        for (double a = 0.5; a <= 5; a += 0.25) {
            double c = 2 * a * (Math.exp(2 * a) + 1) + 2 - 2 * Math.exp(2 * a);
            assertThat(DriftConstant.kappa(a)).isCloseTo(Math.exp(-a) * c / (2 * a), withPercentage(1e-11));
        }
    }

    @Test
    void kappaOfOne_isTenPercentAboveItsLimit() {
        assertThat(DriftConstant.kappa(1))
                .isCloseTo(2 / Math.E, withPercentage(1e-13))
                .isCloseTo(0.735759, within(5e-7));
    }

    /** kappa = (2/3) A^2 + A^4 / 15 + A^6 / 420 ... */
    @Test
    void kappa_tendsToTwoThirdsOfTheSquare() {
        assertThat(DriftConstant.kappa(0)).isZero();
        for (double a : new double[] {1e-150, 1e-20, 1e-9, 1e-4}) {
            assertThat(DriftConstant.kappa(a)).isCloseTo(a * a * (2.0 / 3 + a * a / 15), withPercentage(1e-13));
        }
    }

    @Test
    void kappa_isContinuousWhereTheFormulaChanges() {
        double below = DriftConstant.kappa(Math.nextDown(1.0));
        // The closed form loses two bits to cancellation; the slope between the two arguments is worth another.
        assertThat(DriftConstant.kappa(1.0)).isCloseTo(below, within(8 * Math.ulp(below)));
    }

    @Test
    void kappa_isFiniteUpToItsLargestArgument() {
        assertThat(DriftConstant.kappa(700)).isFinite().isGreaterThan(1e303);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 700.1, Double.NaN, Double.POSITIVE_INFINITY})
    void impossibleWindow_isRefused(double halfWindow) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DriftConstant.kappa(halfWindow))
                .withMessage("half-window is " + halfWindow + "; allowed: 0 to 700.0");
    }
}
