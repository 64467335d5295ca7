package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.SpikingState;
import java.util.Arrays;

/** The spikes that may still be under way: those within the longest delay. */
final class LateSpikes {
    private final long longest;
    private long[] times;
    private int[] cells;
    private int from;
    private int to;

    LateSpikes(long longest, SpikingState start) {
        this.longest = longest;
        this.to = start.lateCells().length;
        this.times = Arrays.copyOf(start.lateTimesPs(), Math.max(256, to));
        this.cells = Arrays.copyOf(start.lateCells(), Math.max(256, to));
    }

    void copyTo(SpikeBatch batch) {
        for (int i = from; i < to; i++) {
            batch.add(times[i], cells[i]);
        }
    }

    /** Adds those of a window and forgets what has arrived at its end. */
    void add(SpikeBatch spikes, long now) {
        forget(now);
        if (to + spikes.count() > times.length) {
            int size = to - from;
            int room = Math.max(times.length, 2 * (size + spikes.count()));
            times = Arrays.copyOf(Arrays.copyOfRange(times, from, to), room);
            cells = Arrays.copyOf(Arrays.copyOfRange(cells, from, to), room);
            from = 0;
            to = size;
        }
        System.arraycopy(spikes.times(), 0, times, to, spikes.count());
        System.arraycopy(spikes.cells(), 0, cells, to, spikes.count());
        to += spikes.count();
    }

    private void forget(long now) {
        while (from < to && times[from] + longest <= now) {
            from++;
        }
    }

    /** When those have been that may still be under way. */
    long[] times(long now) {
        forget(now);
        return Arrays.copyOfRange(times, from, to);
    }

    /** Which cells have then spiked. */
    int[] cells(long now) {
        forget(now);
        return Arrays.copyOfRange(cells, from, to);
    }
}
