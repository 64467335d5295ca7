package io.dopaflow.models.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.numerics.Exponential;
import io.dopaflow.models.random.Jitter;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreeFactorRuleTest {
    private static final long TAU = 20_000_000_000L;
    private static final StdpWindow WINDOW = new StdpWindow(new IntegrationWindow(TAU, TAU / 10));

    @Test
    void logWeight_movesByTheProductOfRateGainRewardAndEligibility() {
        ThreeFactorRule plasticity = new ThreeFactorRule(WINDOW, 0.3, 1.1, Parametrisation.LOG_WEIGHT);
        for (double reward : new double[] {0.7, -0.7, 1e-3, -1e-3, 1e-9, 30}) {
            double expected = 0.6 * StrictMath.exp(0.3 * 1.1 * reward * 0.2);
            assertThat(plasticity.updated(0.6, 0.2, reward)).isCloseTo(expected, withPercentage(3e-14));
        }
        assertThat(plasticity.updated(0.6, 0.2, 0)).isEqualTo(0.6);
    }

    @Test
    void multiplicativeWeight_growsByTheFactorOnePlusTheChange() {
        ThreeFactorRule plasticity = new ThreeFactorRule(WINDOW, 0.3, 1.1, Parametrisation.MULTIPLICATIVE);
        assertThat(plasticity.updated(0.6, 0.2, 0.7))
                .isCloseTo(0.6 * (1 + 0.3 * 1.1 * 0.7 * 0.2), withPercentage(1e-13));
    }

    @Test
    void parametrisations_agreeToFirstOrder() {
        for (double x : new double[] {1e-3, -1e-3, 1e-6, -1e-6}) {
            double log = StrictMath.log(Parametrisation.LOG_WEIGHT.changed(1, x, 1, true));
            assertThat(log).isCloseTo(x, within(2e-16));
            // log(1 + x) = x - x^2 / 2 + x^3 / 3 ...
            assertThat(StrictMath.log(Parametrisation.MULTIPLICATIVE.changed(1, x, 1, true)))
                    .isCloseTo(x - x * x / 2, within(Math.abs(x * x * x) + 2e-16));
        }
    }

    @Test
    void multiplicativeWeight_canLosePositivity() {
        assertThat(Parametrisation.MULTIPLICATIVE.changed(2, -1, 1, false)).isZero();
        assertThat(Parametrisation.MULTIPLICATIVE.changed(2, -1.5, 1, false)).isNegative();
    }

    /** Where the short polynomial ends, the two ways to the exponential meet. */
    @Test
    void smallChanges_areAsExactAsLargeOnes() {
        ThreeFactorRule plasticity = new ThreeFactorRule(WINDOW, 1, 1, Parametrisation.LOG_WEIGHT);
        assertThat(plasticity.isSmall(Exponential.SMALL)).isTrue();
        assertThat(plasticity.isSmall(-Math.nextUp(Exponential.SMALL))).isFalse();
        for (double x = -Exponential.SMALL; x <= Exponential.SMALL; x += 0x1p-16) {
            assertThat(1 + Exponential.smallMinusOne(x)).isCloseTo(StrictMath.exp(x), within(0x1p-51));
        }
    }

    /**
     * The mean change of theta for the loss g theta, over many jitters, is -alpha kappa(A) g. The change has the
     * variance alpha^2 g^2 E[U^2 h^2] - drift^2, estimated from the sample: the allowance of 4 standard errors has the
     * level 0.006 % for each of five half-windows.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 1, 2})
    void meanChange_isTheDriftThatKappaSays(double halfWindow) {
        double slope = 1.7;
        double rate = 0.2;
        long half = Math.round(halfWindow * TAU);
        ThreeFactorRule plasticity =
                new ThreeFactorRule(WINDOW, rate, StrictMath.exp(halfWindow), Parametrisation.LOG_WEIGHT);
        UniformRandomProvider stream = new RandomStreams(3).stream(Purpose.JITTER, 0);
        int draws = 100_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            long offset = Jitter.offsetPs(stream.nextInt(), half);
            double reward = -slope * offset / TAU;
            double change = StrictMath.log(plasticity.updated(
                    1,
                    new StdpWindow(new IntegrationWindow(TAU, half)).eligibility(half + offset, 0, 2 * half, 0),
                    reward));
            sum += change;
            squares += change * change;
        }
        double mean = sum / draws;
        double standardError = Math.sqrt((squares / draws - mean * mean) / draws);
        assertThat(mean).isCloseTo(-rate * DriftConstant.kappa(halfWindow) * slope, within(4 * standardError));
        // The allowance is small enough to tell kappa from its limit where they differ by more than 2 %.
        assertThat(standardError).isLessThan(0.005 * Math.abs(mean));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, Double.NaN, Double.POSITIVE_INFINITY})
    void impossibleLearningRate_isRefused(double rate) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThreeFactorRule(WINDOW, rate, 1, Parametrisation.LOG_WEIGHT))
                .withMessage("learning rate is " + rate + "; allowed: finite, not negative");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void impossibleGain_isRefused(double gain) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThreeFactorRule(WINDOW, 1, gain, Parametrisation.LOG_WEIGHT))
                .withMessage("readout gain is " + gain + "; allowed: finite, positive");
    }
}
