package io.dopaflow.models.spiking.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.GoodnessOfFit;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.random.StandardNormal;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CurrentSourceTest {
    private static final long SECOND = 1_000_000_000_000L;
    private static final long STEP = 100_000_000;

    private static CurrentSource noise(double deviation, long interval, int target) {
        return noise(CurrentSource.Law.NORMAL, deviation, interval, target);
    }

    private static CurrentSource noise(CurrentSource.Law law, double spread, long interval, int target) {
        return new CurrentSource.Noise(law, 20, spread, interval, STEP, new RandomStreams(70).derived(1, 2), target);
    }

    @Test
    void steps_beginAtTheirTimes() {
        CurrentSource.Steps steps = new CurrentSource.Steps(new long[] {10, 20}, new double[] {3, -4});
        assertThat(IntStream.of(0, 9, 10, 19, 20, 1000).mapToDouble(steps::at).toArray())
                .containsExactly(0, 0, 3, 3, -4, -4);
        assertThat(steps.nextJump(-1)).isEqualTo(10);
        assertThat(steps.nextJump(10)).isEqualTo(20);
        assertThat(steps.nextJump(20)).isEqualTo(SpikeSource.NEVER);
        assertThat(CurrentSource.constant(5).at(0)).isEqualTo(5);
        CurrentSource pulse = CurrentSource.constant(5, 10, 20);
        assertThat(IntStream.of(9, 10, 19, 20).mapToDouble(pulse::at).toArray()).containsExactly(0, 5, 5, 0);
    }

    @Test
    void sine_isThatOfItsPhase_alsoAfterManyDays() {
        CurrentSource sine = new CurrentSource.Sinusoid(2, 3, 10, StrictMath.PI / 6);
        for (long turns : new long[] {0, 7, 9_000_000L * 10}) {
            assertThat(sine.at(turns * (SECOND / 10))).isCloseTo(3.5, within(1e-12));
            assertThat(sine.at(turns * (SECOND / 10) + SECOND / 30)).isCloseTo(3.5, within(1e-9));
        }
    }

    /** Kolmogorov and Smirnov at the level 0.001, seed 70. */
    @Test
    void noise_isNormal_newInEachInterval_andIndependentOfOthers() {
        CurrentSource one = noise(7, 2 * STEP, 0);
        CurrentSource other = noise(7, 2 * STEP, 1);
        int n = 400_000;
        double[] first = new double[n];
        double[] across = new double[n];
        for (int i = 0; i < n; i++) {
            first[i] = (one.at(2L * i * STEP) - 20) / 7;
            assertThat(one.at((2L * i + 1) * STEP)).isEqualTo(one.at(2L * i * STEP));
            across[i] = (first[i] + (other.at(2L * i * STEP) - 20) / 7) / Math.sqrt(2);
        }
        double correlation = 0;
        for (int i = 1; i < n; i++) {
            correlation += first[i] * first[i - 1] / n;
        }
        assertThat(correlation).isCloseTo(0, within(3.29 / Math.sqrt(n)));
        for (double[] sample : new double[][] {first, across}) {
            assertThat(GoodnessOfFit.kolmogorovSmirnov(sample, GoodnessOfFit::normalBelow))
                    .isGreaterThan(GoodnessOfFit.LEVEL);
        }
    }

    /**
     * Kolmogorov and Smirnov at the level 0.001, seed 70; mean h 0, variance h^2 / 3 and fourth moment h^4 / 5 within 3.29 standard errors, which follow from the
     * moments of twice the order, h^(2k) / (2k + 1).
     */
    @Test
    void uniformNoise_hasTheLawAndTheMomentsOfOne_andDrawsWhatTheNormalOneDraws() {
        CurrentSource noise = noise(CurrentSource.Law.UNIFORM, 6.5, STEP, 0);
        CurrentSource normal = noise(1, STEP, 0);
        int n = 400_000;
        double[] sample = new double[n];
        double[] moments = new double[5];
        for (int i = 0; i < n; i++) {
            sample[i] = (noise.at((long) i * STEP) - 20) / 6.5;
            assertThat(sample[i]).isBetween(-1.0, 1.0);
            assertThat(2 * StandardNormal.below(normal.at((long) i * STEP) - 20) - 1)
                    .isCloseTo(sample[i], within(i < 1000 ? 1e-12 : 2));
            for (int k = 1; k < 5; k++) {
                moments[k] += StrictMath.pow(sample[i], k) / n;
            }
        }
        for (int k = 1; k < 5; k++) {
            double expected = k % 2 == 0 ? 1.0 / (k + 1) : 0;
            double variance = 1.0 / (2 * k + 1) - expected * expected;
            assertThat(moments[k]).isCloseTo(expected, within(3.29 * StrictMath.sqrt(variance / n)));
        }
        assertThat(GoodnessOfFit.kolmogorovSmirnov(sample, x -> (x + 1) / 2)).isGreaterThan(GoodnessOfFit.LEVEL);
    }

    @ParameterizedTest
    @EnumSource
    void noise_dependsOnItsIntervalAlone(CurrentSource.Law law) {
        CurrentSource ascending = noise(law, 1, STEP, 0);
        double[] currents =
                IntStream.range(0, 100).mapToDouble(i -> ascending.at(i * STEP)).toArray();
        CurrentSource jumping = noise(law, 1, STEP, 0);
        for (int i : new int[] {50, 51, 3, 99, 3, 0}) {
            assertThat(jumping.at(i * STEP)).isEqualTo(currents[i]);
        }
        assertThat(noise(law, 0, STEP, 0).at(7)).isEqualTo(20);
    }

    @Test
    void currentsThatAreNone_areRefused() {
        assertThatThrownBy(() -> CurrentSource.constant(Double.NaN)).hasMessageContaining("NaN pA; allowed: finite");
        assertThatThrownBy(() -> CurrentSource.constant(1, 5, 5)).hasMessageContaining("step 1 of a current");
        assertThatThrownBy(() -> new CurrentSource.Steps(new long[1], new double[2]))
                .hasMessageContaining("equal");
        assertThatThrownBy(() -> new CurrentSource.Sinusoid(Double.NaN, 1, 1, 0))
                .hasMessageContaining("offset");
        assertThatThrownBy(() -> new CurrentSource.Sinusoid(0, 1, -1, 0)).hasMessageContaining("-1.0 Hz");
        assertThatThrownBy(() -> noise(-1, STEP, 0)).hasMessageContaining("standard deviation of the noise is -1.0 pA");
        assertThatThrownBy(() -> noise(CurrentSource.Law.UNIFORM, -1, STEP, 0))
                .hasMessageContaining("half width of the noise is -1.0 pA");
        assertThatThrownBy(() -> noise(1, STEP / 2, 0)).hasMessageContaining("multiples of the step");
    }
}
