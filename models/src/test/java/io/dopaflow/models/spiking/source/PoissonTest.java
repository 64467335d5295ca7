package io.dopaflow.models.spiking.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.GoodnessOfFit;
import io.dopaflow.models.random.PoissonLaw;
import io.dopaflow.models.random.RandomStreams;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Poisson processes in continuous time and on a grid. Seed 61; the level is {@link GoodnessOfFit#LEVEL}. */
class PoissonTest {
    private static final long SECOND = 1_000_000_000_000L;
    private static final long STEP = 100_000_000;
    private static final RandomStreams RUN = new RandomStreams(61);

    private static PoissonTrain train(Rate rate, int target) {
        return new PoissonTrain(rate, RUN, 1, 2, target);
    }

    private static long[] spikes(SpikeSource source, long until) {
        return LongStream.iterate(source.next(-1), at -> at < until, source::next)
                .toArray();
    }

    private static double exponential(double x) {
        return 1 - Math.exp(-x);
    }

    /** The integral of the rate between spikes is exponential: the law of any Poisson process. */
    private static void intervalsFollow(Rate rate, long[] spikes) {
        double[] intervals = new double[spikes.length];
        for (int i = 0; i < spikes.length; i++) {
            intervals[i] = rate.expected(i == 0 ? 0 : spikes[i - 1], spikes[i]);
        }
        assertThat(GoodnessOfFit.kolmogorovSmirnov(intervals, PoissonTest::exponential))
                .isGreaterThan(GoodnessOfFit.LEVEL);
    }

    private static void countsFollow(long[] counts, double mean, double windows) {
        double[] expected = new double[counts.length];
        double p = Math.exp(-mean);
        double rest = windows;
        for (int k = 0; k < expected.length; k++) {
            expected[k] = k == expected.length - 1 ? rest : windows * p;
            rest -= expected[k];
            p *= mean / (k + 1);
        }
        assertThat(GoodnessOfFit.chiSquare(counts, expected)).isGreaterThan(GoodnessOfFit.LEVEL);
    }

    private static void countsFollow(int[] spikesInWindows, double mean) {
        long[] counts = new long[(int) (mean + 8 * Math.sqrt(mean) + 8)];
        for (int k : spikesInWindows) {
            counts[Math.min(k, counts.length - 1)]++;
        }
        countsFollow(counts, mean, spikesInWindows.length);
    }

    private static int[] windows(long[] spikes, long length, int windows) {
        int[] counts = new int[windows];
        for (long spike : spikes) {
            counts[(int) (spike / length)]++;
        }
        return counts;
    }

    @ParameterizedTest
    @ValueSource(doubles = {8, 450, 20_000})
    void constantRate_hasExponentialIntervals_andPoissonCounts(double hertz) {
        long until = (long) (100_000 / hertz) * SECOND;
        long[] spikes = spikes(train(PiecewiseRate.constant(hertz), 0), until);
        intervalsFollow(PiecewiseRate.constant(hertz), spikes);
        int windows = 20_000;
        countsFollow(windows(spikes, (until + windows - 1) / windows, windows), hertz * until / SECOND / windows);
    }

    /** Nothing is lost after 10^6 s, where a double of seconds has steps of 116 ps. */
    @Test
    void lateSpikes_areAsFineAsEarlyOnes() {
        long late = 1_000_000 * SECOND;
        PoissonTrain train = train(new PiecewiseRate(new long[] {late}, new double[] {1e9}), 0);
        double[] intervals = new double[100_000];
        long last = late;
        int odd = 0;
        for (int i = 0; i < intervals.length; i++) {
            long next = train.next(last);
            // The whole picosecond is spread evenly.
            intervals[i] = (next - last) / 1000.0;
            odd += (int) (next & 1);
            last = next;
        }
        assertThat(odd).isBetween(49_480, 50_520);
        assertThat(Arrays.stream(intervals).average().orElseThrow()).isCloseTo(1, within(3.29 / Math.sqrt(100_000)));
        assertThat(GoodnessOfFit.kolmogorovSmirnov(intervals, PoissonTest::exponential))
                .isGreaterThan(GoodnessOfFit.LEVEL);
    }

    /** Parts of a picosecond add up: 100 000 intervals of 10 ps on average last 10^6 ps, not 5 % less. */
    @Test
    void fractionsOfAPicosecond_areKept() {
        PoissonTrain train = train(PiecewiseRate.constant(1e11), 0);
        long at = -1;
        for (int i = 0; i < 100_000; i++) {
            at = train.next(at);
        }
        assertThat((double) at).isCloseTo(1e6, within(3.29 * 10 * Math.sqrt(100_000)));
    }

    @Test
    void spikesOfOnePicosecond_comeOneAfterTheOther() {
        long[] spikes = spikes(train(PiecewiseRate.constant(5e12), 0), 1000);
        assertThat(spikes).hasSizeGreaterThan(990).isSorted().doesNotHaveDuplicates();
    }

    /** A rate that begins at 1 s: the first wait from there on is exponential, over seeds 0 to 999. */
    @Test
    void rateThatBeginsLater_hasTheRightFirstWait() {
        Rate rate = new PiecewiseRate(new long[] {0, SECOND}, new double[] {0, 100});
        double[] waits = IntStream.range(0, 1000)
                .mapToDouble(seed -> new PoissonTrain(rate, new RandomStreams(seed), 1, 2, 3).next(-1))
                .map(at -> (at - SECOND) / SECOND * 100)
                .toArray();
        assertThat(Arrays.stream(waits)).allMatch(wait -> wait >= 0);
        assertThat(GoodnessOfFit.kolmogorovSmirnov(waits, PoissonTest::exponential))
                .isGreaterThan(0.01);
    }

    @Test
    void rateThatStopsAndBeginsAgain_hasTheCountsOfEachPiece() {
        Rate rate = new PiecewiseRate(new long[] {0, SECOND, 2 * SECOND}, new double[] {100, 0, 10});
        int[][] counts = new int[3][2000];
        double[] waits = new double[2000];
        for (int target = 0; target < 2000; target++) {
            for (long spike : spikes(train(rate, target), 3 * SECOND)) {
                counts[(int) (spike / SECOND)][target]++;
            }
            waits[target] = (train(rate, target).next(SECOND) - 2 * SECOND) * 10.0 / SECOND;
        }
        countsFollow(counts[0], 100);
        assertThat(counts[1]).containsOnly(0);
        countsFollow(counts[2], 10);
        assertThat(GoodnessOfFit.kolmogorovSmirnov(waits, PoissonTest::exponential))
                .isGreaterThan(GoodnessOfFit.LEVEL);
        assertThat(rate.expected(SECOND / 2, 5 * SECOND / 2)).isCloseTo(55, within(1e-12));
        assertThat(rate.at(SECOND - 1)).isEqualTo(100);
        assertThat(rate.at(SECOND)).isZero();
        assertThat(new PiecewiseRate(new long[] {5}, new double[] {1}).at(4)).isZero();
    }

    /** 4 Hz, all of it modulated: intervals by its integral, and a histogram of phases. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.4})
    void sinusoidalRate_followsItsIntegral(double depth) {
        SinusoidalRate rate = new SinusoidalRate(100, 100 * depth, 4, 0.5);
        long[] spikes = spikes(train(rate, 0), 1000 * SECOND);
        intervalsFollow(rate, spikes);
        phasesFollow(rate, Arrays.stream(spikes).mapToInt(spike -> (int) (spike % (SECOND / 4) / (SECOND / 80))));
    }

    private static void phasesFollow(Rate rate, IntStream twentieths) {
        long[] counts = new long[20];
        twentieths.forEach(twentieth -> counts[twentieth]++);
        double all = Arrays.stream(counts).sum();
        double[] expected = new double[20];
        for (int i = 0; i < 20; i++) {
            expected[i] = all * rate.expected(i * SECOND / 80, (i + 1) * SECOND / 80) / 25;
        }
        assertThat(all).isBetween(100_000 - 3.29 * Math.sqrt(100_000), 100_000 + 3.29 * Math.sqrt(100_000));
        assertThat(GoodnessOfFit.chiSquare(counts, expected)).isGreaterThan(GoodnessOfFit.LEVEL);
    }

    /** Simpson's rule on 2000 parts. */
    @Test
    void sinusoidalIntegral_isThatOfTheRate() {
        SinusoidalRate rate = new SinusoidalRate(100, 70, 3.7, -0.3);
        for (long from : new long[] {0, 123_456_789_012L, 3_600_000 * SECOND}) {
            long to = from + 700_000_000_000L;
            double sum = 0;
            for (int i = 0; i <= 2000; i++) {
                sum += rate.at(from + (to - from) / 2000 * i) * (i == 0 || i == 2000 ? 1 : i % 2 == 1 ? 4 : 2);
            }
            assertThat(rate.expected(from, to)).isCloseTo(sum * 0.7 / 6000, within(1e-7));
        }
        assertThat(new SinusoidalRate(1, 1, 1, 0).expected(3 * SECOND / 4, 3 * SECOND / 4 + 1))
                .isBetween(0.0, 1e-20);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 450, 4500, 200_000})
    void grid_hasPoissonCounts(double hertz) {
        PoissonSteps.Counter counter = new PoissonSteps(PiecewiseRate.constant(hertz), STEP).counter(RUN, 1, 2, 3);
        int[] counts = IntStream.rangeClosed(1, 100_000).map(counter::count).toArray();
        if (hertz == 0) {
            assertThat(counts).containsOnly(0);
        } else {
            countsFollow(counts, hertz * 1e-4);
        }
    }

    @Test
    void grid_followsRatesThatChange() {
        SinusoidalRate sine = new SinusoidalRate(100, 100, 4, 0.5);
        PoissonSteps.Counter counter = new PoissonSteps(sine, SECOND / 400).counter(RUN, 1, 2, 3);
        phasesFollow(
                sine,
                IntStream.rangeClosed(1, 400_000)
                        .flatMap(step ->
                                IntStream.generate(() -> (step - 1) % 100 / 5).limit(counter.count(step))));

        // The rate changes in the middle of the second step.
        PiecewiseRate pieces = new PiecewiseRate(new long[] {STEP / 2 * 3, 3 * STEP}, new double[] {40_000, 0});
        PoissonSteps steps = new PoissonSteps(pieces, STEP);
        int[][] counts = new int[5][20_000];
        for (int target = 0; target < 20_000; target++) {
            PoissonSteps.Counter each = steps.counter(RUN, 1, 2, target);
            for (int step = 1; step <= 4; step++) {
                counts[step][target] = each.count(step);
            }
        }
        assertThat(counts[1]).containsOnly(0);
        countsFollow(counts[2], 2);
        countsFollow(counts[3], 4);
        assertThat(counts[4]).containsOnly(0);
    }

    @Test
    void gridCount_dependsOnItsStepAlone() {
        PoissonSteps steps = new PoissonSteps(PiecewiseRate.constant(20_000), STEP);
        PoissonSteps.Counter ascending = steps.counter(RUN, 1, 2, 3);
        int[] counts = IntStream.rangeClosed(1, 1000).map(ascending::count).toArray();
        PoissonSteps.Counter jumping = steps.counter(RUN, 1, 2, 3);
        PoissonLaw law = steps.law(1);
        for (int step : new int[] {1000, 3, 4, 4, 1, 500}) {
            assertThat(jumping.count(step, law)).isEqualTo(counts[step - 1]);
        }
        assertThatThrownBy(() -> jumping.count(0)).hasMessageContaining("step 0");
        assertThatThrownBy(() -> new PoissonSteps(PiecewiseRate.constant(1), 0)).hasMessageContaining("step is 0");
    }

    @Test
    void everyTarget_hasATrainOfItsOwn() {
        Rate rate = PiecewiseRate.constant(100);
        Set<Long> firsts = new HashSet<>();
        for (int id = 0; id < 100; id++) {
            firsts.add(new PoissonTrain(rate, RUN, id, 2, 3).next(-1));
            firsts.add(new PoissonTrain(rate, RUN, 1000, id, 3).next(-1));
            firsts.add(new PoissonTrain(rate, RUN, 1000, 1000, id).next(-1));
            firsts.add(new PoissonTrain(rate, new RandomStreams(id), 1000, 1000, 1000).next(-1));
        }
        assertThat(firsts).hasSize(400);
        // Trains of neighbours are independent: coincidences within 1 ms are as many as by chance.
        long[] one = spikes(train(rate, 0), 1000 * SECOND);
        SpikeSource other = train(rate, 1);
        long near = Arrays.stream(one)
                .filter(at -> other.next(at) <= at + SECOND / 1000)
                .count();
        double chance = one.length * exponential(0.1);
        assertThat((double) near).isCloseTo(chance, within(3.29 * Math.sqrt(chance)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 17, 250})
    void trainThatIsAskedLate_goesOnWithTheSameSpikes(int spikes) {
        for (Rate rate : new Rate[] {
            new SinusoidalRate(100, 100, 4, 0.5),
            new PiecewiseRate(new long[] {0, SECOND, 2 * SECOND}, new double[] {100, 0, 10})
        }) {
            PoissonTrain train = train(rate, 5);
            long at = -1;
            for (int i = 0; i < spikes; i++) {
                at = train.next(at);
            }
            PoissonTrain resumed = train(rate, 5);
            for (int i = 0; i < 100; i++) {
                long next = train.next(at);
                assertThat(resumed.next(at)).isEqualTo(next);
                at = next;
            }
            assertThat(resumed.next(-1)).isEqualTo(train(rate, 5).next(-1));
        }
    }

    @Test
    void ratesThatAreNone_areRefused() {
        assertThatThrownBy(() -> PiecewiseRate.constant(-1))
                .hasMessage("the rate is -1.0 Hz from 0 ps on; allowed: finite, from 0");
        assertThatThrownBy(() -> PiecewiseRate.constant(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new PiecewiseRate(new long[] {0, 0}, new double[2]))
                .hasMessageContaining("piece 1");
        assertThatThrownBy(() -> new PiecewiseRate(new long[0], new double[0])).hasMessageContaining("0 times");
        assertThatThrownBy(() -> new SinusoidalRate(1, 2, 1, 0)).hasMessageContaining("from 0 to the mean, 1.0 Hz");
        assertThatThrownBy(() -> new SinusoidalRate(Double.NaN, 0, 1, 0)).hasMessageContaining("mean of the rate");
        assertThatThrownBy(() -> new SinusoidalRate(1, 1, 0, 0)).hasMessageContaining("frequency is 0.0");
        assertThatThrownBy(() -> new SinusoidalRate(1, 1, 1, Double.NaN)).hasMessageContaining("phase");
    }

    @Test
    void countsByFirstBits_areThoseOfTheWholeNumber() {
        for (double mean : new double[] {0, 0.01, 1.6, 20, 200}) {
            PoissonLaw law = new PoissonLaw(mean);
            byte[] counts = law.byFirstBits(12);
            int undecided = 0;
            Random random = new Random(3);
            for (int i = 0; i < 100_000; i++) {
                double u = random.nextDouble();
                int count = counts[(int) (u * counts.length)];
                undecided += count < 0 ? 1 : 0;
                assertThat(count < 0 ? law.count(u) : count).isEqualTo(law.count(u));
            }
            assertThat(undecided).isLessThan(mean < 100 ? 2000 : 100_001);
        }
    }
}
