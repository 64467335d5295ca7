package io.dopaflow.models.spiking.connection;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Draws different whole numbers, each set of them as likely as any other: Floyd's algorithm (Bentley and Floyd 1987, <em>A sample of
 * brilliance</em>), one draw for each number. Which number comes at which place is not uniform.
 */
final class DistinctNumbers {
    private final long[] taken;

    /** Numbers below a limit. */
    DistinctNumbers(int limit) {
        this.taken = new long[(limit + 63) >>> 6];
    }

    /** Fills an array up to {@code count} with different numbers from 0 to below {@code limit}, which is not above the first one. */
    void draw(UniformRandomProvider stream, int limit, int count, int[] into) {
        for (int i = 0; i < count; i++) {
            int last = limit - count + i;
            int number = stream.nextInt(last + 1);
            number = isTaken(number) ? last : number;
            taken[number >>> 6] |= 1L << number;
            into[i] = number;
        }
        for (int i = 0; i < count; i++) {
            taken[into[i] >>> 6] = 0;
        }
    }

    private boolean isTaken(int number) {
        return (taken[number >>> 6] & 1L << number) != 0;
    }
}
