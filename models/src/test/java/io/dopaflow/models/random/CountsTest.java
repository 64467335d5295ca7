package io.dopaflow.models.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.function.DoubleToIntFunction;
import java.util.function.DoubleToLongFunction;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts and their laws. Seeds are fixed, the level is {@link GoodnessOfFit#LEVEL}. */
class CountsTest {
    private static final int DRAWS = 200_000;

    private static void follows(DoubleToLongFunction count, LongToDoubleFunction law, long low, long high) {
        UniformRandomProvider stream = new RandomStreams(20).stream(Purpose.SYNAPSE_COUNTS, 0);
        long[] counts = new long[(int) (high - low) + 1];
        for (int i = 0; i < DRAWS; i++) {
            long found = count.applyAsLong(stream.nextDouble());
            counts[(int) (Math.max(low, Math.min(high, found)) - low)]++;
        }
        double[] expected = new double[counts.length];
        double rest = DRAWS;
        for (int i = 0; i < expected.length; i++) {
            expected[i] = DRAWS * law.applyAsDouble(low + i);
            rest -= expected[i];
        }
        assertThat(rest).as("what lies beyond the cells").isLessThan(1);
        assertThat(GoodnessOfFit.chiSquare(counts, expected)).isGreaterThan(GoodnessOfFit.LEVEL);
    }

    /** log(n!) by adding logarithms: slow, and right. */
    private static double logFactorial(long n) {
        double sum = 0;
        for (long i = 2; i <= n; i++) {
            sum += Math.log(i);
        }
        return sum;
    }

    private static double logChoose(long n, long k) {
        return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
    }

    private static double poisson(long x, double mean) {
        return mean == 0 ? (x == 0 ? 1 : 0) : Math.exp(x * Math.log(mean) - mean - logFactorial(x));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.45, 1, 7.3, 30, 450.5, 4500})
    void poisson_isExact_byTableAndByMode(double mean) {
        long low = (long) Math.max(0, mean - 6 * Math.sqrt(mean));
        long high = (long) (mean + 6 * Math.sqrt(mean) + 10);
        PoissonLaw law = new PoissonLaw(mean);
        DoubleToIntFunction table = law::count;
        follows(table::applyAsInt, x -> poisson(x, mean), low, high);
        follows(u -> Counts.poisson(mean, u), x -> poisson(x, mean), low, high);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.45, 7.3, 4500, 1e6})
    void poissonTable_isTheInverseOfTheCumulativeLaw(double mean) {
        PoissonLaw law = new PoissonLaw(mean);
        UniformRandomProvider stream = new RandomStreams(21).stream(Purpose.SYNAPSE_COUNTS, 0);
        int last = law.count(0);
        for (int i = 0; i <= 1000; i++) {
            int count = law.count(i == 1000 ? Math.nextDown(1.0) : i / 1000.0);
            assertThat(count).isGreaterThanOrEqualTo(last);
            last = count;
        }
        double beyond = mean + 12 * Math.sqrt(mean) + 30;
        assertThat(last).isLessThan((int) beyond);
        double sum = 0;
        for (int i = 0; i < 100_000; i++) {
            sum += law.count(stream.nextDouble());
        }
        assertThat(Math.abs(sum / 100_000 - mean)).isLessThanOrEqualTo(3.29 * Math.sqrt(mean / 100_000));
    }

    @ParameterizedTest
    @CsvSource({"1, 0.3", "10, 0.5", "100, 0.01", "100, 0.99", "2000, 0.37", "40, 1", "40, 0", "0, 0.5"})
    void binomial_isExact(long n, double p) {
        double sd = Math.sqrt(n * p * (1 - p));
        long low = (long) Math.max(0, n * p - 6 * sd - 5);
        long high = (long) Math.min(n, n * p + 6 * sd + 5);
        LongToDoubleFunction law = x -> p == 0 || p == 1
                ? (x == n * p ? 1 : 0)
                : Math.exp(logChoose(n, x) + x * Math.log(p) + (n - x) * Math.log1p(-p));
        follows(u -> Counts.binomial(n, p, u), law, low, high);
    }

    @ParameterizedTest
    @CsvSource({"10, 4, 5", "10, 10, 3", "10, 0, 3", "50, 45, 40", "2000, 700, 900", "2000, 1, 1000"})
    void hypergeometric_isExact(long all, long marked, long drawn) {
        long low = Math.max(0, drawn - (all - marked));
        long high = Math.min(marked, drawn);
        LongToDoubleFunction law =
                x -> Math.exp(logChoose(marked, x) + logChoose(all - marked, drawn - x) - logChoose(all, drawn));
        follows(u -> Counts.hypergeometric(all, marked, drawn, u), law, low, high);
    }

    /** By Stirling's series in 50 digits, and by exact fractions. */
    @Test
    void probabilities_areRightAlsoOfLargeNumbers() {
        assertThat(PointProbability.poisson(1_000_000, 1e6)).isCloseTo(POISSON, withinPercentage(1e-10));
        assertThat(PointProbability.binomial(5_000_000, 10_000_000, 0.5)).isCloseTo(BINOMIAL, withinPercentage(1e-10));
        assertThat(PointProbability.hypergeometric(500, 2000, 1000, 1000))
                .isCloseTo(HYPERGEOMETRIC, withinPercentage(1e-10));
        assertThat(PointProbability.binomial(3, 10, 0.25))
                .isCloseTo(120 * Math.pow(0.25, 3) * Math.pow(0.75, 7), withinPercentage(1e-12));
    }

    private static final double POISSON = 0.00039894224715624404;
    private static final double BINOMIAL = 0.0002523132458941848;
    private static final double HYPERGEOMETRIC = 0.03566910390358188;

    @Test
    void impossibleLaws_areRefused() {
        assertThatThrownBy(() -> new PoissonLaw(-1))
                .hasMessageContaining("-1.0")
                .hasMessageContaining("allowed");
        assertThatThrownBy(() -> Counts.poisson(Double.NaN, 0.5)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Counts.binomial(10, 1.5, 0.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> Counts.hypergeometric(10, 11, 5, 0.5)).hasMessageContaining("11 marked of 10");
    }
}
