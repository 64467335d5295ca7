package io.dopaflow.models.spiking.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.PoissonLaw;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.math.BigDecimal;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources against the draws of their streams, one by one. */
class SourcesByHandTest {
    private static final long SECOND = 1_000_000_000_000L;
    private static final long STEP = 100_000_000;
    private static final RandomStreams RUN = new RandomStreams(62);
    private static final PiecewiseRate ON_AND_OFF =
            new PiecewiseRate(new long[] {0, SECOND, 2 * SECOND}, new double[] {20, 0, 5});

    private static PoissonTrain train(Rate rate) {
        return new PoissonTrain(rate, RUN, 1, 2, 3);
    }

    private static UniformRandomProvider stream() {
        return RUN.derived(1, 2).stream(Purpose.SPIKE_TRAIN, 3);
    }

    /** The k-th spike is where the integral of the rate is the sum of k exponential draws; doubles of 10 s are right to 0.01 ps. */
    private static void spikesAreAt(Rate rate, DoubleUnaryOperator inverse, int count) {
        PoissonTrain train = train(rate);
        UniformRandomProvider stream = stream();
        double sum = 0;
        long at = -1;
        for (int k = 0; k < count; k++) {
            sum += Draws.exponential(stream);
            at = train.next(at);
            assertThat((double) at).isCloseTo(inverse.applyAsDouble(sum), within(1.01));
        }
    }

    @Test
    void spikes_areWhereTheIntegralOfTheRateIsTheSumOfTheDraws() {
        spikesAreAt(PiecewiseRate.constant(450), sum -> sum / 450 * SECOND, 1000);
        spikesAreAt(ON_AND_OFF, sum -> (sum < 20 ? sum / 20 : 2 + (sum - 20) / 5) * SECOND, 50);
        PiecewiseRate late = new PiecewiseRate(new long[] {SECOND / 2, SECOND}, new double[] {40, 10});
        spikesAreAt(late, sum -> (sum < 20 ? 0.5 + sum / 40 : 1 + (sum - 20) / 10) * SECOND, 50);
    }

    @Test
    void spikesOfOnePicosecond_areMovedToTheNext() {
        PoissonTrain train = train(PiecewiseRate.constant(3e12));
        UniformRandomProvider stream = stream();
        double sum = 0;
        long last = -1;
        for (int k = 0; k < 500; k++) {
            sum += Draws.exponential(stream) / 3;
            long expected = Math.max((long) sum, last + 1);
            last = train.next(last);
            assertThat(last).isEqualTo(expected);
        }
        assertThat(last).isGreaterThan((long) sum + 100);
    }

    /** Each candidate of the largest rate takes an exponential and a uniform draw. */
    @Test
    void sinusoidalSpikes_areThinnedCandidates() {
        SinusoidalRate rate = new SinusoidalRate(100, 80, 7, 0.4);
        PoissonTrain train = train(rate);
        UniformRandomProvider stream = stream();
        double candidate = 0;
        long at = -1;
        for (int k = 0; k < 300; k++) {
            do {
                candidate += Draws.exponential(stream) / 180 * SECOND;
            } while (stream.nextDouble() * 180 >= rate.at((long) candidate));
            at = train.next(at);
            assertThat((double) at).isCloseTo(candidate, within(1.01));
        }
    }

    @Test
    void rateThatEnds_hasALastSpike() {
        PoissonTrain train = train(new PiecewiseRate(new long[] {0, SECOND}, new double[] {20, 0}));
        int spikes = 0;
        for (long at = train.next(-1); at != SpikeSource.NEVER; at = train.next(at)) {
            assertThat(at).isBetween(0L, SECOND - 1);
            spikes++;
        }
        assertThat(spikes).isBetween(5, 40);
        assertThat(train.next(SpikeSource.NEVER)).isEqualTo(SpikeSource.NEVER);
        assertThat(train.next(2 * SECOND)).isEqualTo(SpikeSource.NEVER);
        assertThat(train(PiecewiseRate.constant(0)).next(-1)).isEqualTo(SpikeSource.NEVER);
    }

    @Test
    void train_hasTheSameSpikesFromWhereverItIsAsked() {
        for (Rate rate : new Rate[] {PiecewiseRate.constant(450), ON_AND_OFF, new SinusoidalRate(100, 80, 7, 0.4)}) {
            PoissonTrain whole = train(rate);
            PoissonTrain back = train(rate);
            long at = -1;
            for (int k = 0; k < 40; k++) {
                assertThat(train(rate).next(at)).isEqualTo(whole.next(at));
                at = whole.next(at);
                // Back to the first spike, and to its own last answer.
                assertThat(back.next(-1)).isEqualTo(train(rate).next(-1));
                assertThat(back.next(at - 1)).isEqualTo(at);
            }
        }
    }

    @Test
    void countsOfSteps_areThoseOfTheIntegralAndOfOneDrawEach() {
        Rate sine = new SinusoidalRate(20_000, 15_000, 700, 0.4);
        // It begins within the second step and ends with the third one.
        Rate pieces = new PiecewiseRate(new long[] {STEP / 2 * 3, 3 * STEP}, new double[] {40_000, 10_000});
        for (Rate rate : new Rate[] {sine, pieces, PiecewiseRate.constant(30_000)}) {
            PoissonSteps steps = new PoissonSteps(rate, STEP);
            PoissonSteps.Counter counter = steps.counter(RUN, 1, 2, 3);
            PoissonSteps.Counter jumping = steps.counter(RUN, 1, 2, 3);
            UniformRandomProvider stream = stream();
            for (int step = 1; step <= 100; step++) {
                PoissonLaw law = new PoissonLaw(rate.expected((step - 1) * STEP, step * STEP));
                int expected = law.count(stream.nextDouble());
                assertThat(counter.count(step)).isEqualTo(expected);
                jumping.count(200);
                assertThat(jumping.count(step)).isEqualTo(expected);
                for (double u = 0.03; u < 1; u += 0.05) {
                    assertThat(steps.law(step).count(u)).isEqualTo(law.count(u));
                }
            }
        }
    }

    @Test
    void noise_isANormalDrawOfEachInterval() {
        CurrentSource noise =
                new CurrentSource.Noise(CurrentSource.Law.NORMAL, 20, 7, 3 * STEP, STEP, RUN.derived(1, 2), 3);
        UniformRandomProvider stream = RUN.derived(1, 2).stream(Purpose.CURRENT_NOISE, 3);
        for (int interval = 0; interval < 50; interval++) {
            double expected = 20 + 7 * Draws.normal(stream);
            assertThat(noise.at(3 * STEP * interval)).isEqualTo(expected);
            assertThat(noise.at(3 * STEP * interval + 3 * STEP - 1)).isEqualTo(expected);
        }
        assertThat(new CurrentSource.Noise(CurrentSource.Law.NORMAL, 20, 7, 3 * STEP, STEP, RUN.derived(1, 2), 3)
                        .at(3 * STEP * 49))
                .isEqualTo(noise.at(3 * STEP * 49));
    }

    /** A double of such times has steps of 1024 ps: a guess by it is off either way. */
    @ParameterizedTest
    @ValueSource(longs = {1, 511, 513, 1000, 1535, 1537})
    void regularTrain_isExactAtTheEndOfTimes(long offset) {
        long late = (1L << 62) + offset;
        SpikeSource each = RegularTrain.ofPeriod(new BigDecimal("1e-9"), 0);
        assertThat(each.next(late)).isEqualTo(late + 1);
        SpikeSource shifted = RegularTrain.ofPeriod(new BigDecimal("1e-9"), 1L << 61);
        assertThat(shifted.next(late)).isEqualTo(late + 1);
        assertThat(shifted.next(5)).isEqualTo((1L << 61) + 1);
        // 1.5 ps: even numbers of periods are whole, half picoseconds are rounded up.
        SpikeSource halves = RegularTrain.ofPeriod(new BigDecimal("1.5e-9"), 0);
        long even = late / 3 * 3;
        assertThat(halves.next(even - 1)).isEqualTo(even);
        assertThat(halves.next(even)).isEqualTo(even + 2);
        assertThat(halves.next(even + 2)).isEqualTo(even + 3);
    }
}
