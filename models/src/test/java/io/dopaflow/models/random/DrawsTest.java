package io.dopaflow.models.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawsTest {
    private static double[] sample(ToDoubleFunction<UniformRandomProvider> draw) {
        UniformRandomProvider stream = new RandomStreams(30).stream(Purpose.INITIAL_STATE, 0);
        return DoubleStream.generate(() -> draw.applyAsDouble(stream))
                .limit(100_000)
                .toArray();
    }

    /** Kolmogorov and Smirnov at the level 0.001, seed 30. */
    @Test
    void draws_followTheirLaws() {
        assertThat(GoodnessOfFit.kolmogorovSmirnov(sample(Draws::open), x -> x)).isGreaterThan(GoodnessOfFit.LEVEL);
        assertThat(GoodnessOfFit.kolmogorovSmirnov(sample(Draws::exponential), x -> 1 - Math.exp(-x)))
                .isGreaterThan(GoodnessOfFit.LEVEL);
        assertThat(GoodnessOfFit.kolmogorovSmirnov(sample(Draws::normal), GoodnessOfFit::normalBelow))
                .isGreaterThan(GoodnessOfFit.LEVEL);
    }

    @Test
    void eachDraw_takesItsNumbersAndNoMore() {
        RandomStreams streams = new RandomStreams(1);
        UniformRandomProvider stream = streams.stream(Purpose.INITIAL_STATE, 0);
        Draws.open(stream);
        Draws.exponential(stream);
        Draws.normal(stream);
        assertThat(stream.nextLong())
                .isEqualTo(streams.stream(Purpose.INITIAL_STATE, 0, 3L * Draws.NUMBERS)
                        .nextLong());
    }

    /** The law of the quantile is the number itself; by a series and a continued fraction. */
    @Test
    void quantile_isTheInverseOfTheNormalLaw() {
        for (double p : new double[] {1e-300, 1e-100, 1e-20, 1e-12, 1e-5, 0.01, 0.074, 0.076, 0.3, 0.5}) {
            assertThat(GoodnessOfFit.normalBelow(StandardNormal.quantile(p))).isCloseTo(p, withinPercentage(1e-9));
        }
        assertThat(StandardNormal.quantile(0.5)).isZero();
        assertThat(StandardNormal.quantile(0.75)).isEqualTo(-StandardNormal.quantile(0.25));
        assertThat(StandardNormal.quantile(0x1p-53)).isBetween(-StandardNormal.LARGEST, -8.0);
    }

    @ParameterizedTest
    @CsvSource({"-9", "-5", "-1.3", "0", "0.4", "3", "9"})
    void below_isTheNormalLaw(double x) {
        assertThat(StandardNormal.below(x)).isCloseTo(GoodnessOfFit.normalBelow(x), within(2e-15));
    }

    /** Tables of chi-square and of Kolmogorov's law. */
    @Test
    void goodnessOfFit_knowsItsLaws() {
        assertThat(GoodnessOfFit.chiSquareAbove(148.230, 99)).isCloseTo(0.001, within(1e-6));
        assertThat(GoodnessOfFit.chiSquareAbove(3.841459, 1)).isCloseTo(0.05, within(1e-7));
        double[] shifted = DoubleStream.iterate(0, i -> i + 1)
                .limit(10_000)
                .map(i -> (i + 0.5) / 10_000)
                .toArray();
        // 1.94947 is the 0.999 quantile of Kolmogorov's law.
        double shift = 1.94947 / (100 + 0.12 + 0.11 / 100) - 0.5 / 10_000;
        assertThat(GoodnessOfFit.kolmogorovSmirnov(shifted, x -> Math.min(1, x + shift)))
                .isCloseTo(0.001, within(1e-6));
    }
}
