package io.dopaflow.models.random;

import org.apache.commons.rng.ArbitrarilyJumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The random streams of a run. Each (seed, purpose, entity) has a stream of its own, so numbers do not depend on which
 * thread asks, or when. The generator is Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011, <em>Parallel random
 * numbers: as easy as 1, 2, 3</em>) of Apache Commons RNG. Its key is the seed, low word first; its counter, low word
 * first, is (block, block / 2^32, entity, code of the purpose). Commons RNG increments the counter before it computes a
 * block, so that a stream begins with block 1.
 *
 * <p>A stream has 2^66 numbers of 32 bits before it runs into that of the next entity, and exactly that far goes the
 * generator's {@code jump()}: to divide a stream, take another entity, never jump.
 *
 * @param seed any value
 */
public record RandomStreams(long seed) {

    /** The stream for the purpose and entity, from its beginning. */
    public UniformRandomProvider stream(Purpose purpose, int entity) {
        int[] keyAndCounter = {(int) seed, (int) (seed >>> 32), 0, 0, entity, purpose.code()};
        return RandomSource.PHILOX_4X32.create(keyAndCounter);
    }

    /** The streams of one of several runs alike, such as the replicates of a study: of another seed, made of this and numbers. */
    public RandomStreams derived(long... numbers) {
        long mixed = mixed(seed);
        for (long number : numbers) {
            mixed = mixed(mixed + number);
        }
        return new RandomStreams(mixed);
    }

    private static long mixed(long value) {
        return RandomSource.SPLIT_MIX_64.create(value).nextLong();
    }

    /**
     * The stream for the purpose and entity, without its first numbers.
     *
     * @param skipped numbers of 32 bits that are left out, from 0 to 2^53; a double is two of them
     */
    public UniformRandomProvider stream(Purpose purpose, int entity, long skipped) {
        UniformRandomProvider stream = stream(purpose, entity);
        ((ArbitrarilyJumpableUniformRandomProvider) stream).jump((double) skipped);
        return stream;
    }
}
