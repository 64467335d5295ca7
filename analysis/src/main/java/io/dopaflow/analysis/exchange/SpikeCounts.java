package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.RecordedSpikes;

/** How many spikes each cell has. */
final class SpikeCounts {
    private final long[] counts;

    private SpikeCounts(long[] counts) {
        this.counts = counts;
    }

    static SpikeCounts of(RecordedSpikes spikes) {
        long[] counts = new long[spikes.cells().count()];
        spikes.spikes(spikes.everything(), (time, cell) -> counts[cell]++);
        return new SpikeCounts(counts);
    }

    /** Of a cell. */
    long of(int cell) {
        return counts[cell];
    }

    /** Of all cells of a group. */
    long of(NetworkCells.Group group) {
        return between(group.first(), group.end());
    }

    /** Of all cells from one to before another. */
    long between(int from, int end) {
        long sum = 0;
        for (int cell = from; cell < end; cell++) {
            sum += counts[cell];
        }
        return sum;
    }
}
