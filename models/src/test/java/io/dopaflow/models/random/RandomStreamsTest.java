package io.dopaflow.models.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.rng.ArbitrarilyJumpableUniformRandomProvider;
import org.apache.commons.rng.JumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {
    /** Numbers of two streams compared before they count as equal or distinct. */
    private static final int NUMBERS = 1000;

    /**
     * Philox 4x32-10, written from Salmon, Moraes, Dror and Shaw (2011), section 4.3 and table 2: ten rounds, the key
     * bumped by Weyl constants between them.
     */
    private static int[] philox4x32(int[] counter, int[] key) {
        long[] c = Arrays.stream(counter).mapToLong(Integer::toUnsignedLong).toArray();
        int key0 = key[0];
        int key1 = key[1];
        for (int round = 0; round < 10; round++) {
            long a = c[0] * 0xD2511F53L;
            long b = c[2] * 0xCD9E8D57L;
            c = new long[] {
                (b >>> 32) ^ c[1] ^ Integer.toUnsignedLong(key0),
                b & 0xFFFFFFFFL,
                (a >>> 32) ^ c[3] ^ Integer.toUnsignedLong(key1),
                a & 0xFFFFFFFFL
            };
            key0 += 0x9E3779B9;
            key1 += 0xBB67AE85;
        }
        return Arrays.stream(c).mapToInt(word -> (int) word).toArray();
    }

    private static int[] numbers(UniformRandomProvider stream) {
        return IntStream.generate(stream::nextInt).limit(NUMBERS).toArray();
    }

    /** Known answers of Random123 1.14, file tests/kat_vectors, lines "philox4x32 10". */
    @Test
    void referencePhilox_givesThePublishedAnswers() {
        assertThat(philox4x32(new int[4], new int[2])).containsExactly(0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8);
        assertThat(philox4x32(new int[] {-1, -1, -1, -1}, new int[] {-1, -1}))
                .containsExactly(0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd);
        assertThat(philox4x32(
                        new int[] {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, new int[] {0xa4093822, 0x299f31d0}))
                .containsExactly(0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1);
    }

    @Test
    void stream_isPhiloxKeyedBySeed_countingBlocksFromOne_withEntityAndPurposeAsHighWords() {
        long seed = 0x123456789ABCDEF0L;
        int[] key = {0x9ABCDEF0, 0x12345678};
        for (Purpose purpose : Purpose.values()) {
            for (int entity : new int[] {0, 1, 4711, -1}) {
                int[] expected = IntStream.rangeClosed(1, NUMBERS / 4)
                        .flatMap(block ->
                                Arrays.stream(philox4x32(new int[] {block, 0, entity, purpose.ordinal()}, key)))
                        .toArray();
                assertThat(numbers(new RandomStreams(seed).stream(purpose, entity)))
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void streams_differByPurposeEntityAndSeed_andNeverByWhoAsks() {
        Set<List<Integer>> beginnings = new HashSet<>();
        int streams = 0;
        for (long seed : new long[] {0, 1, 1L << 32, -1}) {
            for (Purpose purpose : Purpose.values()) {
                for (int entity = 0; entity < 100; entity++) {
                    int[] numbers = numbers(new RandomStreams(seed).stream(purpose, entity));
                    assertThat(numbers(new RandomStreams(seed).stream(purpose, entity)))
                            .isEqualTo(numbers);
                    beginnings.add(List.of(numbers[0], numbers[1], numbers[2]));
                    streams++;
                }
            }
        }
        assertThat(beginnings).hasSize(streams);
    }

    @Test
    void jump_leadsIntoTheStreamOfTheNextEntity() {
        UniformRandomProvider stream = new RandomStreams(42).stream(Purpose.JITTER, 3);
        ((JumpableUniformRandomProvider) stream).jump();
        assertThat(numbers(stream)).isEqualTo(numbers(new RandomStreams(42).stream(Purpose.JITTER, 4)));
    }

    @Test
    void jumpByADistance_isThatManyNumbersFurther() {
        int[] all = numbers(new RandomStreams(42).stream(Purpose.JITTER, 3));
        for (int distance : new int[] {0, 1, 3, 4, 5, 997}) {
            UniformRandomProvider stream = new RandomStreams(42).stream(Purpose.JITTER, 3);
            ((ArbitrarilyJumpableUniformRandomProvider) stream).jump(distance);
            assertThat(stream.nextInt()).isEqualTo(all[distance]);
        }
    }

    /** The seeds of a study's replicates: they never change, as their results would. */
    @Test
    void derivedStreams_haveASeedOfTheirOwn_byEveryNumber() {
        RandomStreams streams = new RandomStreams(7);
        assertThat(streams.derived(100, 3)).isEqualTo(streams.derived(100, 3));
        assertThat(List.of(
                        streams.derived(),
                        streams.derived(100, 3),
                        streams.derived(3, 100),
                        streams.derived(100, 4),
                        streams))
                .doesNotHaveDuplicates();
        // SplitMix64 of Steele, Lea and Flood (2014), nested.
        assertThat(streams.derived(100, 3).seed()).isEqualTo(mixed(mixed(mixed(7) + 100) + 3));
    }

    private static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
