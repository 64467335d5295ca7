package io.dopaflow.models.plasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import io.dopaflow.models.neuron.IntegrationWindow;
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
        assertThat(plasticity.updated(-0.5, 0.2, 0.7)).isEqualTo(-0.5 + 0.3 * 1.1 * 0.7 * 0.2);
        assertThat(plasticity.updated(-0.5, -0.2, 0.7)).isEqualTo(-0.5 - 0.3 * 1.1 * 0.7 * 0.2);
        assertThat(plasticity.updated(-0.5, 0.2, 0)).isEqualTo(-0.5);
    }

    @Test
    void multiplicativeWeight_growsByTheFactorOnePlusTheChange() {
        ThreeFactorRule plasticity = new ThreeFactorRule(WINDOW, 0.3, 1.1, Parametrisation.MULTIPLICATIVE);
        double theta = plasticity.updated(-0.5, 0.2, 0.7);
        assertThat(Math.exp(theta)).isCloseTo(Math.exp(-0.5) * (1 + 0.3 * 1.1 * 0.7 * 0.2), withPercentage(1e-13));
    }

    @Test
    void parametrisations_agreeToFirstOrder() {
        for (double x : new double[] {1e-3, -1e-3, 1e-6, -1e-6}) {
            double log = Parametrisation.LOG_WEIGHT.increment(x);
            assertThat(log).isEqualTo(x);
            // log(1 + x) = x - x^2 / 2 + x^3 / 3 ...
            assertThat(Parametrisation.MULTIPLICATIVE.increment(x))
                    .isCloseTo(x - x * x / 2, within(Math.abs(x * x * x)));
        }
    }

    @Test
    void multiplicativeWeight_thatWouldLosePositivity_isNoNumber() {
        assertThat(Parametrisation.MULTIPLICATIVE.increment(-1)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Parametrisation.MULTIPLICATIVE.increment(-1.5)).isNaN();
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
            double change = plasticity.updated(
                    0,
                    new StdpWindow(new IntegrationWindow(TAU, half)).eligibility(half + offset, 0, 2 * half, 0),
                    reward);
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
