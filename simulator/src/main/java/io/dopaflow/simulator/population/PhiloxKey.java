package io.dopaflow.simulator.population;

import io.dopaflow.models.random.RandomStreams;

/**
 * The counter-based generator Philox 4x32-10 (Salmon, Moraes, Dror and Shaw 2011) under the key of a seed. Its blocks
 * are those of the streams of {@link RandomStreams}: a stream's block b has the counter b + 1, entity and purpose.
 *
 * @param low low word of the seed
 * @param high high word of the seed
 */
public record PhiloxKey(int low, int high) {
    /** Multiplies the first counter word. */
    public static final int MULTIPLIER_0 = 0xD2511F53;

    /** Multiplies the third counter word. */
    public static final int MULTIPLIER_1 = 0xCD9E8D57;

    /** Added to the low word of the key in each round. */
    public static final int WEYL_0 = 0x9E3779B9;

    /** Added to the high word of the key in each round. */
    public static final int WEYL_1 = 0xBB67AE85;

    /** Rounds of a block. */
    public static final int ROUNDS = 10;

    private static final long WORD = 0xffffffffL;

    public static PhiloxKey of(RandomStreams streams) {
        return new PhiloxKey((int) streams.seed(), (int) (streams.seed() >>> 32));
    }

    /** Writes a block's four numbers to the given place of four arrays. */
    public void block(long block, int entity, int purpose, int[][] into, int place) {
        int c0 = (int) (block + 1);
        int c1 = (int) ((block + 1) >>> 32);
        int c2 = entity;
        int c3 = purpose;
        int k0 = low;
        int k1 = high;
        for (int round = 0; round < ROUNDS; round++) {
            long product0 = (c0 & WORD) * (MULTIPLIER_0 & WORD);
            long product1 = (c2 & WORD) * (MULTIPLIER_1 & WORD);
            c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
            c1 = (int) product1;
            c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
            c3 = (int) product0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        into[0][place] = c0;
        into[1][place] = c1;
        into[2][place] = c2;
        into[3][place] = c3;
    }
}
