package io.dopaflow.analysis.verify;

import java.util.Arrays;

/** Times that wait, first come first served, in an array that is used again. */
final class LongQueue {
    private long[] times = new long[4];
    private int first;
    private int size;

    void add(long time) {
        if (size == times.length) {
            long[] larger = Arrays.copyOf(times, 2 * size);
            for (int i = 0; i < size; i++) {
                larger[i] = times[(first + i) % size];
            }
            times = larger;
            first = 0;
        }
        times[(first + size++) % times.length] = time;
    }

    /** The next one; the largest number without any. */
    long peek() {
        return size == 0 ? Long.MAX_VALUE : times[first];
    }

    void remove() {
        first = (first + 1) % times.length;
        size--;
    }
}
