package io.dopaflow.models.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The random streams of a run. Each (seed, purpose, entity) has a stream of its own, so numbers do not depend on which
 * thread asks, or when. The generator is Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011, <em>Parallel random
 * numbers: as easy as 1, 2, 3</em>) of Apache Commons RNG: the seed is its key, entity and purpose are the two high
 * words of its counter, so that two streams can overlap only after 2^64 blocks.
 *
 * @param seed any value
 */
public record RandomStreams(long seed) {

    /** The stream for the purpose and entity, from its beginning. */
    public UniformRandomProvider stream(Purpose purpose, int entity) {
        int[] keyAndCounter = {(int) seed, (int) (seed >>> 32), 0, 0, entity, purpose.code()};
        return RandomSource.PHILOX_4X32.create(keyAndCounter);
    }
}
