package io.dopaflow.analysis.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statistics against closed forms. Allowances are five standard errors of the estimate, which a right implementation exceeds
 * once in 10^6 seeds; the seed is fixed.
 */
class PopulationStatisticsTest {
    private static final long MS = 1_000_000_000L;
    private static final StatisticsWindow WINDOW = StatisticsWindow.of(0, 100_000 * MS);

    private static PopulationStatistics of(StatisticsWindow window, List<long[]> trains) {
        int[] cells = IntStream.range(0, trains.size()).map(i -> 10 + i).toArray();
        PopulationCounter counter = new PopulationCounter("p", cells, window);
        for (int i = 0; i < trains.size(); i++) {
            for (long time : trains.get(i)) {
                counter.add(time, 10 + i);
            }
        }
        return counter.statistics();
    }

    /** A renewal process of gamma intervals of the given order and mean, a sum of exponentials. */
    private static long[] gamma(UniformRandomProvider random, int order, double meanMs, double toMs) {
        DoubleSupplier interval = () -> IntStream.range(0, order)
                        .mapToDouble(i -> -Math.log1p(-random.nextDouble()))
                        .sum()
                * meanMs
                / order;
        List<Long> times = new ArrayList<>();
        for (double t = interval.getAsDouble(); t < toMs; t += interval.getAsDouble()) {
            times.add((long) (t * MS));
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<long[]> independent(int neurons, int order) {
        UniformRandomProvider random = RandomSource.PHILOX_4X64.create(new long[] {7, order});
        return IntStream.range(0, neurons)
                .mapToObj(i -> gamma(random, order, 20, 100_000))
                .toList();
    }

    @Test
    void poissonTrains_haveCvAndFanoOfOneAndAFlatSpectrum() {
        PopulationStatistics of = of(WINDOW, independent(50, 1));
        // 250 000 intervals: the CV of an exponential has a standard error of 1/sqrt(n), its CV2 of sqrt(1/3)/sqrt(n).
        assertThat(of.rateHz()).isEqualTo(50, within(5 * 50 / Math.sqrt(250_000)));
        assertThat(of.cv().orElseThrow()).isEqualTo(1, within(5 / Math.sqrt(250_000)));
        assertThat(of.cv2().orElseThrow()).isEqualTo(1, within(5 / Math.sqrt(250_000)));
        // The variance of 33 333 counts has a relative standard error of sqrt(2/n) and a little.
        assertThat(of.fano().orElseThrow()).isEqualTo(1, within(5 * Math.sqrt(2.2 / 33_333)));
        // A correlation of 50 neurons in 20 000 bins: sqrt(2/(pairs^2...)) = sqrt(2/(n (n-1) bins)).
        assertThat(of.correlation().orElseThrow()).isEqualTo(0, within(5 * Math.sqrt(2.0 / (50 * 49 * 20_000.0))));
        assertThat(of.synchrony().orElseThrow()).isEqualTo(1.0 / 50, within(5 * Math.sqrt(2.0 / 20_000) / 50));
        assertThat(of.silent()).isZero();
        PowerSpectrum spectrum = PowerSpectrum.of(of.rate(), 50, 512);
        assertThat(spectrum.power()).hasSize(256);
        assertThat(spectrum.hertz(255)).isEqualTo(500);
        // Each power averages 195 exponential values; the largest of 256 is six standard errors off once in 10^7.
        for (double power : spectrum.power()) {
            assertThat(power).isEqualTo(1, within(6 / Math.sqrt(195)));
        }
        assertThat(Arrays.stream(spectrum.power()).average().orElseThrow()).isEqualTo(1, within(5 / Math.sqrt(50_000)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 9})
    void gammaTrains_haveTheCvOfTheirOrder(int order) {
        PopulationStatistics of = of(WINDOW, independent(20, order));
        assertThat(of.cv().orElseThrow())
                .as("1 / sqrt(order)")
                .isEqualTo(1 / Math.sqrt(order), within(5 / Math.sqrt(100_000)));
        // Each train has a Fano factor of 1/order in bins far longer than its intervals; so has their sum.
        double slow =
                of(WINDOW.withBins(2_000 * MS), independent(20, order)).fano().orElseThrow();
        assertThat(slow).isEqualTo(1.0 / order, within(5 * Math.sqrt(2.0 / 50) / order));
    }

    /** CV2 of a gamma process of order 2: 2 E|I - J|/(I + J), with I/(I + J) of the law Beta(2, 2). */
    @Test
    void gammaTrainsOfOrderTwo_haveACv2OfThreeQuarters() {
        // E|2B - 1| of Beta(2,2), density 6b(1-b): 2 * integral over b > 1/2 of (2b - 1) 6 b (1 - b) = 3/8.
        assertThat(of(WINDOW, independent(20, 2)).cv2().orElseThrow()).isEqualTo(0.75, within(5 / Math.sqrt(100_000)));
    }

    @Test
    void identicalTrains_haveSynchronyAndCorrelationOfOne() {
        long[] train = gamma(RandomSource.PHILOX_4X64.create(new long[] {1, 2}), 1, 20, 100_000);
        PopulationStatistics of = of(WINDOW, List.of(train, train, train, train));
        assertThat(of.synchrony().orElseThrow()).isEqualTo(1, within(1e-12));
        assertThat(of.correlation().orElseThrow()).isEqualTo(1, within(1e-12));
    }

    @Test
    void clock_hasNoVariationAndPowerAtItsFrequencyAlone() {
        long[] clock = IntStream.range(0, 8192).mapToLong(i -> 8L * i * MS + 1).toArray();
        PopulationStatistics of = of(StatisticsWindow.of(0, 65_536 * MS), List.of(clock));
        assertThat(of.cv()).hasValue(0);
        assertThat(of.synchrony()).as("of one neuron").isEmpty();
        assertThat(of.cv2()).hasValue(0);
        assertThat(of.rateHz()).isEqualTo(125, within(1e-9));
        PowerSpectrum spectrum = PowerSpectrum.of(of.rate(), 1, 1024);
        assertThat(spectrum.hertz(spectrum.peak()) % 125).isEqualTo(0, within(1e-9));
        double atHarmonics = 0;
        double elsewhere = 0;
        for (int k = 0; k < spectrum.power().length; k++) {
            if ((k + 1) % 128 == 0) {
                atHarmonics += spectrum.power()[k];
            } else {
                elsewhere += spectrum.power()[k];
            }
        }
        // 1 in each eighth bin: |sum|^2 / (bins mean) = (1024/8)^2 / (1024/8) = 128 at each of four harmonics.
        assertThat(atHarmonics).isEqualTo(4 * 128, within(1e-6));
        assertThat(elsewhere).isEqualTo(0, within(1e-9));
    }

    /** Independently recomputed, with spikes at the edges of bins and outside the window. */
    @Test
    void fewSpikes_areCountedAsTheDefinitionsSay() {
        StatisticsWindow window = new StatisticsWindow(10, 50, 10, 20, 20, 3);
        PopulationStatistics of =
                of(window, List.of(new long[] {9, 10, 19, 20, 49, 50}, new long[] {30}, new long[] {}, new long[] {1, 60
                }));
        assertThat(of.spikes()).isEqualTo(5);
        assertThat(of.silent()).isEqualTo(0.5);
        assertThat(of.trains().get(0).spikes()).isEqualTo(4);
        // Intervals 9, 1, 29.
        double mean = 13;
        double deviation = Math.sqrt((16.0 + 144 + 256) / 3);
        assertThat(of.cv().orElseThrow()).isEqualTo(deviation / mean, within(1e-12));
        assertThat(of.cv2().orElseThrow()).isEqualTo((2.0 * 8 / 10 + 2.0 * 28 / 30) / 2, within(1e-12));
        // Counts 2, 1, 1, 1 in bins of 10; each neuron's 3, 1 and 0, 1 in bins of 20.
        assertThat(of.fano().orElseThrow()).isEqualTo((0.75 * 0.75 + 3 * 0.0625) / 4 / 1.25, within(1e-12));
        double sum = 0.25; // of 3, 2
        double variances = 1 + 0.25;
        assertThat(of.correlation().orElseThrow()).isEqualTo((sum - variances) / (3 * variances), within(1e-12));
        assertThat(of.synchrony().orElseThrow()).isEqualTo(sum / (4 * variances), within(1e-12));
        assertThat(of.rate().hertz()).containsExactly(3 * 1e12 / 20 / 4, 2 * 1e12 / 20 / 4);
    }

    /** R22. */
    @Test
    void silentPopulation_hasRatesOfZeroAndNothingElse() {
        PopulationStatistics of = of(WINDOW, List.of(new long[] {}, new long[] {}));
        assertThat(of.rateHz()).isZero();
        assertThat(of.silent()).isEqualTo(1);
        assertThat(of.cv()).isEmpty();
        assertThat(of.fano()).isEmpty();
        assertThat(of.correlation()).isEmpty();
        assertThat(of.synchrony()).isEmpty();
        assertThat(PowerSpectrum.of(of.rate(), 2, 512).power()).isEmpty();
        assertThat(of(WINDOW, List.of()).rateHz()).isZero();
    }

    @Test
    void wrongWindow_isRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> StatisticsWindow.of(5, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> StatisticsWindow.of(-1, 5));
    }
}
