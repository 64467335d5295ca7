package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.SpikingNetwork;
import java.util.Arrays;

/** The spikes of the last steps, by step and group. */
final class GridHistory {
    private final int[] firstCell;
    private final int[][] numbers;
    private final int[][] starts;
    private final long[] steps;

    /**
     * Room for steps.
     *
     * @param length how many of the last steps are asked for; up to 2^29
     */
    GridHistory(SpikingNetwork network, int length) {
        int groups = network.groups().size();
        firstCell = new int[groups + 1];
        for (int g = 0; g <= groups; g++) {
            firstCell[g] = network.first(g);
        }
        // A power of two: places in the ring are asked for all the time, and masks are faster than remainders.
        int ring = Integer.highestOneBit(length) << 1;
        numbers = new int[ring][8];
        starts = new int[ring][groups + 1];
        steps = new long[ring];
        Arrays.fill(steps, -1);
    }

    /** Keeps spikes of ascending steps. */
    void take(SpikeBatch spikes, long unit) {
        for (int from = 0; from < spikes.count(); ) {
            long time = spikes.time(from);
            int to = from + 1;
            while (to < spikes.count() && spikes.time(to) == time) {
                to++;
            }
            keep(time / unit, spikes.cells(), from, to);
            from = to;
        }
    }

    private void keep(long step, int[] cells, int from, int to) {
        int slot = slot(step);
        steps[slot] = step;
        if (numbers[slot].length < to - from) {
            numbers[slot] = new int[2 * (to - from)];
        }
        int[] start = starts[slot];
        int group = 0;
        start[0] = 0;
        for (int i = from; i < to; i++) {
            while (cells[i] >= firstCell[group + 1]) {
                start[++group] = i - from;
            }
            numbers[slot][i - from] = cells[i] - firstCell[group];
        }
        Arrays.fill(start, group + 1, start.length, to - from);
    }

    private int slot(long step) {
        return (int) step & (steps.length - 1);
    }

    private boolean has(long step) {
        return step >= 0 && steps[slot(step)] == step;
    }

    /** The place of the first spike of a group in a step. */
    int from(long step, int group) {
        return has(step) ? starts[slot(step)][group] : 0;
    }

    /** Behind its last spike. */
    int to(long step, int group) {
        return has(step) ? starts[slot(step)][group + 1] : 0;
    }

    /** The cells that spiked in a step, numbered within their groups. */
    int[] numbers(long step) {
        return numbers[slot(step)];
    }
}
