package io.dopaflow.simulator.population.spiking;

import io.dopaflow.simulator.population.PhiloxKey;

/** Blocks in loops of a round each. */
final class PlainBlocks implements PhiloxBlocks {
    private static final long WORD = 0xffffffffL;

    /** So many entities' blocks stay in the first-level cache. */
    private static final int SIDE_BY_SIDE = 256;

    private final PhiloxKey key;
    private final int purpose;
    private final long[] c0 = new long[SIDE_BY_SIDE];
    private final long[] c1 = new long[SIDE_BY_SIDE];
    private final long[] c2 = new long[SIDE_BY_SIDE];
    private final long[] c3 = new long[SIDE_BY_SIDE];

    PlainBlocks(PhiloxKey key, int purpose) {
        this.key = key;
        this.purpose = purpose;
    }

    @Override
    public void fill(long block, int first, int count, int[][] into) {
        for (int at = 0; at < count; at += SIDE_BY_SIDE) {
            some(block, first + at, Math.min(SIDE_BY_SIDE, count - at), into, at);
        }
    }

    private void some(long block, int first, int size, int[][] into, int at) {
        for (int i = 0; i < size; i++) {
            c0[i] = (block + 1) & WORD;
            c1[i] = (block + 1) >>> Integer.SIZE;
            c2[i] = (first + i) & WORD;
            c3[i] = purpose;
        }
        int k0 = key.low();
        int k1 = key.high();
        for (int round = 0; round < PhiloxKey.ROUNDS; round++) {
            round(k0 & WORD, k1 & WORD, size);
            k0 += PhiloxKey.WEYL_0;
            k1 += PhiloxKey.WEYL_1;
        }
        for (int i = 0; i < size; i++) {
            into[0][at + i] = (int) c0[i];
            into[1][at + i] = (int) c1[i];
            into[2][at + i] = (int) c2[i];
            into[3][at + i] = (int) c3[i];
        }
    }

    private void round(long k0, long k1, int size) {
        for (int i = 0; i < size; i++) {
            long product0 = c0[i] * (PhiloxKey.MULTIPLIER_0 & WORD);
            long product1 = c2[i] * (PhiloxKey.MULTIPLIER_1 & WORD);
            c0[i] = (product1 >>> Integer.SIZE) ^ c1[i] ^ k0;
            c1[i] = product1 & WORD;
            c2[i] = (product0 >>> Integer.SIZE) ^ c3[i] ^ k1;
            c3[i] = product0 & WORD;
        }
    }
}
