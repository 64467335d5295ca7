package io.dopaflow.models.spiking.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.GoodnessOfFit;
import io.dopaflow.models.random.RandomStreams;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurrentSourceTest {
    private static final long SECOND = 1_000_000_000_000L;
    private static final long STEP = 100_000_000;

    private static CurrentSource noise(double deviation, long interval, int target) {
        return new CurrentSource.Noise(20, deviation, interval, STEP, new RandomStreams(70).derived(1, 2), target);
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

    @Test
    void noise_dependsOnItsIntervalAlone() {
        CurrentSource ascending = noise(1, STEP, 0);
        double[] currents =
                IntStream.range(0, 100).mapToDouble(i -> ascending.at(i * STEP)).toArray();
        CurrentSource jumping = noise(1, STEP, 0);
        for (int i : new int[] {50, 51, 3, 99, 3, 0}) {
            assertThat(jumping.at(i * STEP)).isEqualTo(currents[i]);
        }
        assertThat(noise(0, STEP, 0).at(7)).isEqualTo(20);
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
        assertThatThrownBy(() -> noise(-1, STEP, 0)).hasMessageContaining("-1.0 pA");
        assertThatThrownBy(() -> noise(1, STEP / 2, 0)).hasMessageContaining("multiples of the step");
    }
}
