package io.dopaflow.simulator.population.spiking;

import java.util.Arrays;

/** Spikes in order of time and, at one time, of cells. */
final class SpikeBatch {
    private long[] times = new long[256];
    private int[] cells = new int[256];
    private int count;

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

    /** Brings spikes in order that come in stretches of ascending times, as those of one neuron after another do. */
    void sort() {
        if (isSorted()) {
            return;
        }
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            int byTime = Long.compare(times[a], times[b]);
            return byTime != 0 ? byTime : Integer.compare(cells[a], cells[b]);
        });
        long[] sortedTimes = new long[times.length];
        int[] sortedCells = new int[cells.length];
        for (int i = 0; i < count; i++) {
            sortedTimes[i] = times[order[i]];
            sortedCells[i] = cells[order[i]];
        }
        times = sortedTimes;
        cells = sortedCells;
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
