package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.Arrivals;
import io.dopaflow.models.spiking.Cell;
import java.util.Arrays;
import java.util.List;

/** Cells whose spikes are given, in the order in which they spike next: a step costs no more than its spikes. */
final class GivenCells {
    private final int firstCell;
    private final List<Cell> cells;
    private final Arrivals none = new Arrivals();

    /** A heap: the time of the next spike, and whose it is. */
    private final long[] times;

    private final int[] numbers;
    private int[] due = new int[16];
    private int dueCount;

    /**
     * Cells of a group.
     *
     * @param firstCell the network's number of the first
     */
    GivenCells(int firstCell, List<Cell> cells) {
        this.firstCell = firstCell;
        this.cells = cells;
        this.times = new long[cells.size()];
        this.numbers = new int[cells.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = cells.get(i).restsUntil();
            numbers[i] = i;
        }
        for (int i = times.length / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /** Emits what is due up to a time, in the order of cells. */
    void emit(long time, SpikeBatch emitted) {
        if (times[0] >= time) {
            return;
        }
        dueCount = 0;
        while (times[0] < time) {
            int number = numbers[0];
            cells.get(number).advance(time, none, spike -> add(number));
            times[0] = cells.get(number).restsUntil();
            sink(0);
        }
        Arrays.sort(due, 0, dueCount);
        for (int i = 0; i < dueCount; i++) {
            emitted.add(time, firstCell + due[i]);
        }
    }

    private void add(int number) {
        if (dueCount == due.length) {
            due = Arrays.copyOf(due, 2 * dueCount);
        }
        due[dueCount++] = number;
    }

    private void sink(int from) {
        long time = times[from];
        int number = numbers[from];
        int at = from;
        while (2 * at + 1 < times.length) {
            int child = 2 * at + 1;
            if (child + 1 < times.length && times[child + 1] < times[child]) {
                child++;
            }
            if (times[child] >= time) {
                break;
            }
            times[at] = times[child];
            numbers[at] = numbers[child];
            at = child;
        }
        times[at] = time;
        numbers[at] = number;
    }
}
