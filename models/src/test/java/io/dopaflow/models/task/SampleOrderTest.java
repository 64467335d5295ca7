package io.dopaflow.models.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class SampleOrderTest {
    private static final int SAMPLES = 40;

    private static SampleOrder order() {
        return new SampleOrder(new RandomStreams(5), SAMPLES);
    }

    private static int[] epoch(SampleOrder order, int epoch) {
        return IntStream.range(epoch * SAMPLES, (epoch + 1) * SAMPLES)
                .map(order::sampleAt)
                .toArray();
    }

    @Test
    void everyEpoch_goesOnceThroughAllSamples_inAnOrderOfItsOwn() {
        SampleOrder order = order();
        Set<String> orders = new HashSet<>();
        for (int epoch = 0; epoch < 50; epoch++) {
            int[] samples = epoch(order, epoch);
            orders.add(Arrays.toString(samples));
            assertThat(Arrays.stream(samples).sorted())
                    .containsExactlyElementsOf(
                            IntStream.range(0, SAMPLES).boxed().toList());
        }
        assertThat(orders).hasSize(50);
    }

    @Test
    void randomAccess_findsTheSameAsGoingThroughInOrder() {
        SampleOrder sequential = order();
        int[] expected =
                IntStream.range(0, 10 * SAMPLES).map(sequential::sampleAt).toArray();
        SampleOrder jumping = order();
        new SplittableRandom(1)
                .ints(1000, 0, expected.length)
                .forEach(
                        opportunity -> assertThat(jumping.sampleAt(opportunity)).isEqualTo(expected[opportunity]));
    }

    @Test
    void seeds_haveOrdersOfTheirOwn() {
        assertThat(epoch(new SampleOrder(new RandomStreams(6), SAMPLES), 0)).isNotEqualTo(epoch(order(), 0));
    }

    /** Pearson's test over the 24 permutations of 4, level 0.1 %: chi-square quantile 49.73 at 23 degrees of freedom. */
    @Test
    void permutations_areEquallyLikely() {
        UniformRandomProvider random = new RandomStreams(1).stream(Purpose.SAMPLE_ORDER, 0);
        int[] counts = new int[256];
        int draws = 24_000;
        for (int i = 0; i < draws; i++) {
            counts[IntStream.of(Shuffle.permutation(4, random)).reduce(0, (code, k) -> 4 * code + k)]++;
        }
        List<Integer> seen = Arrays.stream(counts).filter(c -> c > 0).boxed().toList();
        assertThat(seen).hasSize(24);
        assertThat(seen.stream()
                        .mapToDouble(c -> (c - 1000.0) * (c - 1000.0) / 1000.0)
                        .sum())
                .isLessThan(49.73);
    }

    @Test
    void onlySample_isPresentedAlways() {
        SampleOrder order = new SampleOrder(new RandomStreams(1), 1);
        assertThat(IntStream.range(0, 10).map(order::sampleAt)).containsOnly(0);
    }

    @Test
    void orderOfNothing_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampleOrder(new RandomStreams(1), 0))
                .withMessage("there are 0 samples; allowed: at least 1");
    }
}
