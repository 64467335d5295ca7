package io.dopaflow.models.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivationTest {
    @Test
    void values_areThoseOfTheDefinitions() {
        for (double v = -30; v <= 30; v += 0.37) {
            // Rounding in the naive forms: relative 1e-15, for softplus absolute, as 1 + exp(v) drops digits.
            assertThat(Activation.SIGMOID.value(v)).isCloseTo(1 / (1 + Math.exp(-v)), withPercentage(1e-12));
            assertThat(Activation.SOFTPLUS.value(v)).isCloseTo(Math.log(1 + Math.exp(v)), within(1e-14));
            assertThat(Activation.RECTIFIED_LINEAR.value(v)).isEqualTo(v > 0 ? v : 0);
            assertThat(Activation.IDENTITY.value(v)).isEqualTo(v);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"BINARY", "TERNARY"})
    void derivative_isTheLimitOfDifferences(Activation activation) {
        double h = 1e-5;
        for (double v = -12.31; v <= 12.3; v += 0.43) {
            double difference = (activation.value(v + h) - activation.value(v - h)) / (2 * h);
            // Truncation h^2 / 6 and rounding 1e-16 / h.
            assertThat(activation.derivative(v)).isCloseTo(difference, within(1e-9));
        }
    }

    @Test
    void stepsAreWhereTheSmoothFunctionsCrossTheirThresholds_andSlopesAreTheirs() {
        double h = 1e-5;
        for (double v = -6.31; v <= 6.3; v += 0.043) {
            assertThat(Activation.BINARY.value(v)).isEqualTo(Activation.SIGMOID.value(v) > 0.5 ? 1 : 0);
            double t = Math.tanh(v / 2);
            assertThat(Activation.TERNARY.value(v)).isEqualTo(Math.abs(t) > 1.0 / 3 ? Math.signum(t) : 0);
            assertThat(Activation.BINARY.derivative(v)).isEqualTo(Activation.SIGMOID.derivative(v));
            // Truncation h^2 / 6 and rounding 1e-16 / h.
            double slope = (Math.tanh((v + h) / 2) - Math.tanh((v - h) / 2)) / (2 * h);
            assertThat(Activation.TERNARY.derivative(v)).isCloseTo(slope, within(1e-9));
        }
        // tanh(v / 2) is 1/3 at v = log 2.
        assertThat(Activation.TERNARY.value(Math.log(2) - 1e-9)).isZero();
        assertThat(Activation.TERNARY.value(-Math.log(2) - 1e-9)).isEqualTo(-1);
        assertThat(Activation.BINARY.value(0)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void curvature_isTheLimitOfDifferencesOfTheDerivative(Activation activation) {
        double h = 1e-5;
        for (double v = -12.31; v <= 12.3; v += 0.43) {
            double difference = (activation.derivative(v + h) - activation.derivative(v - h)) / (2 * h);
            // Truncation h^2 / 6 and rounding 1e-16 / h.
            assertThat(activation.curvature(v)).isCloseTo(difference, within(1e-9));
        }
    }

    /** phi' = exp(-v) to the order exp(-2v), where y (1 - y) would have no correct digit left. */
    @Test
    void sigmoidDerivative_keepsItsPrecisionInTheTails() {
        for (double v : new double[] {20, 35, 40, 100, 700}) {
            assertThat(Activation.SIGMOID.derivative(v)).isCloseTo(Math.exp(-v), withPercentage(1e-6));
            assertThat(Activation.SIGMOID.derivative(-v)).isEqualTo(Activation.SIGMOID.derivative(v));
        }
    }

    @Test
    void extremePotentials_doNotOverflow() {
        assertThat(Activation.SIGMOID.value(1000)).isEqualTo(1);
        assertThat(Activation.SIGMOID.value(-1000)).isEqualTo(0);
        assertThat(Activation.SIGMOID.derivative(1000)).isEqualTo(0);
        assertThat(Activation.SIGMOID.derivative(-1000)).isEqualTo(0);
        assertThat(Activation.SOFTPLUS.value(1000)).isEqualTo(1000);
        assertThat(Activation.SOFTPLUS.value(-1000)).isEqualTo(0);
        assertThat(Activation.SOFTPLUS.derivative(1000)).isEqualTo(1);
        assertThat(Activation.SOFTPLUS.derivative(-1000)).isEqualTo(0);
    }

    @ParameterizedTest
    @EnumSource
    void notANumber_isPassedOn(Activation activation) {
        assertThat(activation.value(Double.NaN)).isNaN();
    }

    @Test
    void rectifiedLinear_hasSlopeZeroAtZero() {
        assertThat(Activation.RECTIFIED_LINEAR.derivative(0)).isZero();
    }
}
