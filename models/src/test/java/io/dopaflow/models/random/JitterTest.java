package io.dopaflow.models.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class JitterTest {
    private static final long HALF_WIDTH = 2_000_000_000L;

    /** Pearson's test at the level 0.1 %: the 0.999 quantile of chi-square with 99 degrees of freedom is 148.23. */
    @Test
    void offsets_areUniformOverTheWindow() {
        int[] counts = new int[100];
        int draws = 200_000;
        UniformRandomProvider stream = new RandomStreams(1).stream(Purpose.JITTER, 0);
        for (int i = 0; i < draws; i++) {
            long fromOnset = HALF_WIDTH + Jitter.offsetPs(stream.nextInt(), HALF_WIDTH);
            counts[(int) Math.min(fromOnset / (HALF_WIDTH / 50), 99)]++;
        }
        double expected = draws / 100.0;
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(c -> (c - expected) * (c - expected) / expected)
                .sum();
        assertThat(chiSquare).isLessThan(148.23);
    }

    /** The correlation of n independent pairs has the standard deviation 1 / sqrt(n): level 0.1 % at 3.29 of them. */
    @Test
    void offsetsOfNeighbouringSynapses_areUncorrelated() {
        UniformRandomProvider one = new RandomStreams(1).stream(Purpose.JITTER, 0);
        UniformRandomProvider other = new RandomStreams(1).stream(Purpose.JITTER, 1);
        int draws = 100_000;
        double sum = 0;
        for (int i = 0; i < draws; i++) {
            sum += (double) Jitter.offsetPs(one.nextInt(), HALF_WIDTH)
                    / HALF_WIDTH
                    * Jitter.offsetPs(other.nextInt(), HALF_WIDTH)
                    / HALF_WIDTH;
        }
        // Uniform(-1, 1) has the variance 1/3.
        assertThat(3 * sum / draws).isCloseTo(0, within(3.29 / Math.sqrt(draws)));
    }

    @Test
    void offset_isOddInItsBits_andStaysInTheWindow() {
        new SplittableRandom(1).ints(100_000).forEach(bits -> {
            long offset = Jitter.offsetPs(bits, HALF_WIDTH);
            assertThat(offset).isBetween(-HALF_WIDTH, HALF_WIDTH);
            assertThat(Jitter.offsetPs(~bits, HALF_WIDTH)).isEqualTo(-offset);
        });
    }

    @Test
    void extremeBits_reachTheEndsOfTheWindow() {
        assertThat(Jitter.offsetPs(Integer.MIN_VALUE, HALF_WIDTH)).isEqualTo(-HALF_WIDTH);
        assertThat(Jitter.offsetPs(Integer.MAX_VALUE, HALF_WIDTH)).isEqualTo(HALF_WIDTH);
        // One cell of 2^-32 is 2^8 ps wide where the half-width is 2^39 ps; the offset is its middle.
        assertThat(Jitter.offsetPs(Integer.MIN_VALUE, 1L << 39)).isEqualTo(-(1L << 39) + (1L << 7));
        assertThat(Jitter.offsetPs(0, 1L << 39)).isEqualTo(1L << 7);
    }

    @Test
    void windowWithoutLength_leavesNoJitter() {
        assertThat(Jitter.offsetPs(Integer.MIN_VALUE, 0)).isZero();
        assertThat(Jitter.offsetPs(12345, 0)).isZero();
    }
}
