package io.dopaflow.models.spiking.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.RandomStreams;
import java.math.BigDecimal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The first and last values that sources take, and what is said of those beyond. */
class LimitsOfSourcesTest {
    private static final long SECOND = 1_000_000_000_000L;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static void refused(ThrowingCallable code, String message) {
        assertThatThrownBy(code).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void piecesOfARate_ascendFromZero_andAreFinite() {
        assertThat(new PiecewiseRate(new long[] {0, 1}, new double[] {0, 0}).at(5))
                .isZero();
        refused(
                () -> new PiecewiseRate(new long[] {-1}, new double[1]),
                "piece 0 of a rate starts at -1 ps; allowed: from 0, ascending");
        refused(
                () -> new PiecewiseRate(new long[] {3, 3}, new double[2]),
                "piece 1 of a rate starts at 3 ps; allowed: from 0, ascending");
        refused(
                () -> new PiecewiseRate(new long[] {3}, new double[] {INFINITE}),
                "the rate is Infinity Hz from 3 ps on; allowed: finite, from 0");
        refused(
                () -> new PiecewiseRate(new long[1], new double[2]),
                "a rate of 1 times and 2 values; allowed: from 1, equal numbers");
        long[] starts = {5};
        double[] hertz = {7};
        PiecewiseRate rate = new PiecewiseRate(starts, hertz);
        starts[0] = 0;
        hertz[0] = 0;
        assertThat(rate.at(4)).isZero();
        assertThat(rate.at(5)).isEqualTo(7);
    }

    /** 2 Hz from 1 s, 5 Hz from 3 s. */
    @Test
    void expectedSpikesOfPieces_areTheirLengthsTimesTheirRates() {
        PiecewiseRate rate = new PiecewiseRate(new long[] {SECOND, 3 * SECOND}, new double[] {2, 5});
        assertThat(rate.expected(0, 10 * SECOND)).isCloseTo(4 + 35, within(1e-12));
        assertThat(rate.expected(2 * SECOND, 4 * SECOND)).isCloseTo(2 + 5, within(1e-12));
        assertThat(rate.expected(0, SECOND)).isZero();
        assertThat(rate.expected(4 * SECOND, 4 * SECOND)).isZero();
        assertThat(rate.bound()).isSameAs(rate);
    }

    @Test
    void sinusoidalRate_isBetweenItsMeanAndAmplitude() {
        SinusoidalRate rate = new SinusoidalRate(100, 100, 2, 0);
        assertThat(rate.at(0)).isCloseTo(100, within(1e-9));
        assertThat(rate.at(SECOND / 8)).isCloseTo(200, within(1e-9));
        assertThat(rate.at(3 * SECOND / 8)).isCloseTo(0, within(1e-9));
        assertThat(rate.bound().at(0)).isEqualTo(200);
        // 100 t - 100 cos(4 pi t) / (4 pi).
        assertThat(rate.expected(0, SECOND / 4)).isCloseTo(25 + 200 / (4 * Math.PI), within(1e-9));
        assertThat(new SinusoidalRate(0, 0, 1, 0).at(0)).isZero();
        refused(
                () -> new SinusoidalRate(INFINITE, 0, 1, 0),
                "the mean of the rate is Infinity Hz; allowed: finite, from 0");
        refused(
                () -> new SinusoidalRate(1, -0.5, 1, 0),
                "the amplitude of the rate is -0.5 Hz; allowed: from 0 to the mean, 1.0 Hz");
        refused(() -> new SinusoidalRate(1, 1, INFINITE, 0), "the frequency is Infinity Hz; allowed: finite, above 0");
        refused(() -> new SinusoidalRate(1, 1, 1, INFINITE), "the phase is Infinity rad; allowed: finite");
    }

    @Test
    void currents_areFinite_andAscendFromZero() {
        assertThat(new CurrentSource.Steps(new long[0], new double[0]).at(0)).isZero();
        refused(
                () -> new CurrentSource.Steps(new long[] {-1}, new double[1]),
                "step 0 of a current is at -1 ps; allowed: from 0, ascending");
        refused(
                () -> new CurrentSource.Steps(new long[] {4, 4}, new double[2]),
                "step 1 of a current is at 4 ps; allowed: from 0, ascending");
        refused(
                () -> new CurrentSource.Sinusoid(0, INFINITE, 1, 0),
                "the amplitude of the current is Infinity pA; allowed: finite");
        refused(() -> new CurrentSource.Sinusoid(0, 1, 1, Double.NaN), "the phase is NaN rad; allowed: finite");
        CurrentSource.Sinusoid sine = new CurrentSource.Sinusoid(10, 4, 3, StrictMath.PI / 2);
        assertThat(sine.at(0)).isCloseTo(14, within(1e-12));
        assertThat(sine.at(SECOND / 12)).isCloseTo(10, within(1e-9));
        assertThat(sine.at(7 * SECOND / 6)).isCloseTo(6, within(1e-9));
    }

    @Test
    void noise_isOfAFiniteLaw_andChangesEachWholeNumberOfSteps() {
        RandomStreams streams = new RandomStreams(2);
        refused(
                () -> new CurrentSource.Noise(CurrentSource.Law.NORMAL, Double.NaN, 1, 1, 1, streams, 0),
                "the mean of the noise is NaN pA; allowed: finite");
        refused(
                () -> new CurrentSource.Noise(CurrentSource.Law.NORMAL, 0, INFINITE, 1, 1, streams, 0),
                "the standard deviation of the noise is Infinity pA; allowed: finite");
        refused(
                () -> new CurrentSource.Noise(CurrentSource.Law.NORMAL, 0, 1, 15, 10, streams, 0),
                "the noise changes each 15 ps; allowed: positive multiples of the step, 10 ps");
        refused(
                () -> new CurrentSource.Noise(CurrentSource.Law.NORMAL, 0, 1, 0, 0, streams, 0),
                "the noise changes each 0 ps; allowed: positive multiples of the step, 0 ps");
        refused(
                () -> new CurrentSource.Noise(CurrentSource.Law.NORMAL, 0, 1, 0, 10, streams, 0),
                "the noise changes each 0 ps; allowed: positive multiples of the step, 10 ps");
        CurrentSource noise = new CurrentSource.Noise(CurrentSource.Law.NORMAL, 0, 1, 1, 1, streams, 0);
        assertThat(noise.at(1)).isNotEqualTo(noise.at(2));
    }

    @Test
    void spikeTimes_areFromZeroToBelowTheLast() {
        assertThat(new SpikeList(0, SpikeSource.NEVER - 1).next(0)).isEqualTo(SpikeSource.NEVER - 1);
        refused(
                () -> new SpikeList(SpikeSource.NEVER),
                "a spike is at 9223372036854775807 ps; allowed: from 0 to below 9223372036854775807");
        refused(() -> new SpikeList(-1), "a spike is at -1 ps; allowed: from 0 to below 9223372036854775807");
        long[] times = {8, 5};
        SpikeList list = new SpikeList(times);
        times[1] = 6;
        assertThat(list.next(-1)).isEqualTo(5);
        assertThat(times).containsExactly(8, 6);
    }

    @Test
    void regularTrains_havePeriodsOfAPicosecondAndMore_andOfNotTooManyParts() {
        assertThat(RegularTrain.ofPeriod(new BigDecimal("1e-9"), 0).next(41)).isEqualTo(42);
        // 2^62 - 1 ps, and twice as much.
        SpikeSource longest = RegularTrain.ofPeriod(new BigDecimal("4611686018.427387903"), 0);
        assertThat(longest.next(-1)).isEqualTo((1L << 62) - 1);
        assertThat(longest.next((1L << 62) - 1)).isEqualTo((1L << 63) - 2);
        refused(
                () -> RegularTrain.ofPeriod(new BigDecimal("4611686018.427387904"), 0),
                "the period is 4611686018427387904 / 1 ps; allowed: from 1 ps to below 2^62 ps");
        refused(
                () -> RegularTrain.ofPeriod(new BigDecimal("2e-9"), new BigDecimal(3), 0),
                "the period is 2 / 3 ps; allowed: from 1 ps to below 2^62 ps");
        // The largest denominator is 10^9: 1 + 10^-9 ps.
        assertThat(RegularTrain.ofPeriod(new BigDecimal("1.000000001e-9"), 0).next(499_999_999))
                .isEqualTo(500_000_001);
        refused(
                () -> RegularTrain.ofPeriod(new BigDecimal("1.0000000001e-9"), 0),
                "the period is 10000000001 / 10000000000 ps; allowed: fractions of up to 1000000000 parts of a picosecond");
        refused(
                () -> RegularTrain.ofPeriod(BigDecimal.ONE, BigDecimal.ZERO, 0),
                "the rate or divisor of a period is 0; allowed: above 0");
        refused(() -> RegularTrain.ofRate(BigDecimal.ONE, -1), "the train starts at -1 ps; allowed: from 0");
        refused(
                () -> RegularTrain.ofPeriod(new BigDecimal("1e-1100"), 0),
                "the period or rate has 1E-1091; allowed: up to 1000 places");
        refused(
                () -> RegularTrain.ofPeriod(new BigDecimal("1e1100"), 0),
                "the period or rate has 1E+1109; allowed: up to 1000 places");
    }

    @Test
    void trainsOnAGrid_haveStepsFromAPicosecondOn() {
        PoissonSteps steps = new PoissonSteps(PiecewiseRate.constant(1e12), 1);
        assertThat(steps.law(1).count(0.5)).isEqualTo(1);
        refused(() -> new PoissonSteps(PiecewiseRate.constant(1), 0), "the step is 0 ps; allowed: above 0");
        PoissonSteps.Counter counter = steps.counter(new RandomStreams(1), 1, 2, 3);
        refused(() -> counter.count(0), "step 0; allowed: from 1");
    }
}
