package io.dopaflow.simulator.population.spiking;

import java.util.Arrays;

/** Spikes in order of time and, at one time, of cells. */
final class SpikeBatch {
    /** Of a place in a batch: 2^29 spikes would not fit into memory. */
    private static final int PLACE_BITS = 29;

    private long[] times;
    private int[] cells;
    private int count;

    /** Without any. */
    SpikeBatch() {
        times = new long[256];
        cells = new int[256];
    }

    /** Those of two arrays, which it keeps: it may not grow. */
    SpikeBatch(long[] times, int... cells) {
        this.times = times;
        this.cells = cells;
        this.count = times.length;
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    long time(int i) {
        return times[i];
    }

    int cell(int i) {
        return cells[i];
    }

    long[] times() {
        return times;
    }

    int[] cells() {
        return cells;
    }

    void add(long timePs, int cell) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            cells = Arrays.copyOf(cells, 2 * count);
        }
        times[count] = timePs;
        cells[count++] = cell;
    }

    private boolean isBefore(int i, SpikeBatch other, int j) {
        return times[i] < other.times[j] || (times[i] == other.times[j] && cells[i] < other.cells[j]);
    }

    /**
     * Brings spikes in order.
     *
     * @param after all are after this time, in ps, by less than 2^34
     */
    void sort(long after) {
        if (isSorted()) {
            return;
        }
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = (times[i] - after) << PLACE_BITS | i;
        }
        Arrays.sort(keys);
        int[] sorted = new int[cells.length];
        for (int i = 0; i < count; i++) {
            times[i] = after + (keys[i] >>> PLACE_BITS);
            sorted[i] = cells[(int) keys[i] & ((1 << PLACE_BITS) - 1)];
        }
        cells = sorted;
        for (int from = 0, to; from < count; from = to) {
            for (to = from + 1; to < count && times[to] == times[from]; ) {
                to++;
            }
            Arrays.sort(cells, from, to);
        }
    }

    private boolean isSorted() {
        for (int i = 1; i < count; i++) {
            if (times[i] < times[i - 1] || (times[i] == times[i - 1] && cells[i] < cells[i - 1])) {
                return false;
            }
        }
        return true;
    }

    /** Becomes the spikes of all parts, in order. */
    void merge(SpikeBatch... parts) {
        clear();
        if (parts.length == 1) {
            for (int i = 0; i < parts[0].count; i++) {
                add(parts[0].times[i], parts[0].cells[i]);
            }
            return;
        }
        int[] at = new int[parts.length];
        while (true) {
            int first = -1;
            for (int p = 0; p < parts.length; p++) {
                if (at[p] < parts[p].count && (first < 0 || parts[p].isBefore(at[p], parts[first], at[first]))) {
                    first = p;
                }
            }
            if (first < 0) {
                return;
            }
            add(parts[first].times[at[first]], parts[first].cells[at[first]]);
            at[first]++;
        }
    }
}
