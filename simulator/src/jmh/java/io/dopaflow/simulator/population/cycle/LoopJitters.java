package io.dopaflow.simulator.population.cycle;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.simulator.population.PhiloxKey;

/** Jitters by plain loops over arrays of 64-bit words, one loop a round, which the compiler turns into vector code. */
final class LoopJitters implements Jitters {
    private static final int CHUNK = 512;
    private static final long WORD = 0xffffffffL;

    private final PhiloxKey key;
    private final long[] c0 = new long[CHUNK];
    private final long[] c1 = new long[CHUNK];
    private final long[] c2 = new long[CHUNK];
    private final long[] c3 = new long[CHUNK];

    /** For one thread. */
    LoopJitters(PhiloxKey key) {
        this.key = key;
    }

    @Override
    public void fill(long block, Layout.Row row, int position, int count, int[][] into) {
        for (int start = 0; start < count; start += CHUNK) {
            int size = Math.min(CHUNK, count - start);
            begin(block + 1, row, position + start, size);
            int k0 = key.low();
            int k1 = key.high();
            for (int round = 0; round < PhiloxKey.ROUNDS; round++) {
                round(size, k0 & WORD, k1 & WORD);
                k0 += PhiloxKey.WEYL_0;
                k1 += PhiloxKey.WEYL_1;
            }
            int slot = row.from() + position + start;
            store(c0, into[0], slot, size);
            store(c1, into[1], slot, size);
            store(c2, into[2], slot, size);
            store(c3, into[3], slot, size);
        }
    }

    private void begin(long counter, Layout.Row row, int position, int size) {
        for (int i = 0; i < size; i++) {
            c0[i] = counter & WORD;
            c1[i] = counter >>> 32;
            c2[i] = row.synapse(position + i) & WORD;
            c3[i] = Purpose.JITTER.code();
        }
    }

    private void round(int size, long k0, long k1) {
        for (int i = 0; i < size; i++) {
            long product0 = c0[i] * (PhiloxKey.MULTIPLIER_0 & WORD);
            long product1 = c2[i] * (PhiloxKey.MULTIPLIER_1 & WORD);
            c0[i] = (product1 >>> 32) ^ c1[i] ^ k0;
            c1[i] = product1 & WORD;
            c2[i] = (product0 >>> 32) ^ c3[i] ^ k1;
            c3[i] = product0 & WORD;
        }
    }

    private static void store(long[] words, int[] into, int slot, int size) {
        for (int i = 0; i < size; i++) {
            into[slot + i] = (int) words[i];
        }
    }
}
