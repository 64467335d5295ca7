package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.SpikeSource;
import java.util.List;

/** Cells of a shard whose spikes are given. On a grid they spike at the end of the step. */
final class TrainCells {
    private final List<SpikeSource> trains;
    private final int firstCell;
    private final long unit;
    private final long[] next;

    /**
     * Cells that go on after a time.
     *
     * @param firstCell the network's number of the first
     * @param unit of time, in ps
     */
    TrainCells(List<SpikeSource> trains, int firstCell, long unit, long after) {
        this.trains = trains;
        this.firstCell = firstCell;
        this.unit = unit;
        this.next = new long[trains.size()];
        for (int i = 0; i < next.length; i++) {
            next[i] = trains.get(i).next(after);
        }
    }

    /** Adds the spikes up to a time that have not been taken, cell by cell. */
    void emit(long until, SpikeBatch into) {
        for (int i = 0; i < next.length; i++) {
            for (; next[i] <= until; next[i] = trains.get(i).next(next[i])) {
                into.add((next[i] + unit - 1) / unit * unit, firstCell + i);
            }
        }
    }
}
