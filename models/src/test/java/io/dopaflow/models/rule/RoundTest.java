package io.dopaflow.models.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Regulator.Round;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounding of weights: levels, and the chance with which the one above is taken. */
class RoundTest {
    private static final int DRAWS = 40_000;

    /** Of 50 positions, one is further out than this by chance in 3000 runs; the seed is fixed. */
    private static final double Z = 4.5;

    private final Round stochastic = new Round(4, 2, true);
    private final Round nearest = new Round(4, 2, false);

    /** With p the position of x between two levels, q apart: mean x, variance q^2 p (1 - p). */
    @Test
    void stochasticRounding_isUnbiased_withTheVarianceOfItsCoin() {
        UniformRandomProvider uniform = new RandomStreams(1).stream(Purpose.ROUNDING, 0);
        double q = stochastic.step();
        for (int i = 0; i < 50; i++) {
            double x = -1.99 + 0.0799 * i;
            double position = (x + 2) / q;
            double p = position - Math.floor(position);
            double sum = 0;
            double squares = 0;
            for (int draw = 0; draw < DRAWS; draw++) {
                double off = stochastic.rounded(x, uniform.nextDouble()) - x;
                sum += off;
                squares += off * off;
            }
            double variance = q * q * p * (1 - p);
            assertThat(sum / DRAWS).as("mean at %s", x).isCloseTo(0, within(Z * Math.sqrt(variance / DRAWS)));
            // The square is q^2 (1 - p)^2 with the probability p and q^2 p^2 otherwise: they differ by q^2 (1 - 2 p).
            double spread = q * Math.abs(1 - 2 * p) * Math.sqrt(variance / DRAWS);
            assertThat(squares / DRAWS).as("variance at %s", x).isCloseTo(variance, within(Z * spread + 1e-12));
        }
    }

    @Test
    void nearestLevel_neverMoves_bySmallSteps() {
        double q = nearest.step();
        for (int level = 0; level < 16; level++) {
            double weight = nearest.rounded(level * q - 2, 0);
            for (int update = 0; update < 100; update++) {
                weight = nearest.rounded(weight + (update % 3 == 0 ? -0.49 : 0.49) * q, 0.999);
            }
            assertThat(weight).isCloseTo(level * q - 2, within(1e-12));
        }
        assertThat(nearest.rounded(0.51 * q - 2, 0)).isCloseTo(q - 2, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 30})
    void levels_endAtTheSize(int bits) {
        for (boolean byChance : new boolean[] {true, false}) {
            Round round = new Round(bits, 0.3, byChance);
            assertThat(round.rounded(0.3, 0.5)).isEqualTo(0.3);
            assertThat(round.rounded(-0.3, 0.5)).isEqualTo(-0.3);
            assertThat(round.rounded(7, 0)).isEqualTo(0.3);
            assertThat(round.rounded(-7, 0)).isEqualTo(-0.3);
        }
    }

    @Test
    void bits_giveTwoToTheirPowerLevels() {
        for (int bits = 1; bits <= 8; bits++) {
            Round round = new Round(bits, 1, false);
            long levels = IntStream.rangeClosed(-10_000, 10_000)
                    .mapToDouble(i -> round.rounded(i / 10_000.0, 0))
                    .distinct()
                    .count();
            assertThat(levels).isEqualTo(1L << bits);
        }
    }

    @Test
    void chance_decidesBetweenTwoLevels() {
        double q = stochastic.step();
        assertThat(stochastic.rounded(0.25 * q - 2, 0.2499)).isCloseTo(q - 2, within(1e-12));
        assertThat(stochastic.rounded(0.25 * q - 2, 0.2501)).isEqualTo(-2);
    }

    @Test
    void ranges_areChecked() {
        assertThatThrownBy(() -> new Round(0, 1, true)).hasMessage("bits are 0; allowed: 1 to 30");
        assertThatThrownBy(() -> new Round(4, Double.NaN, true))
                .hasMessage("largest level is NaN; allowed: finite, above 0");
        assertThatThrownBy(() -> new Regulator.Transmitted(stochastic))
                .hasMessage("transmitted levels are stochastic; allowed: the nearest");
    }
}
