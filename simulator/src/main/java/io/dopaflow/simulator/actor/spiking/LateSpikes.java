package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.SpikingState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The spikes under way in a state, by their cells. */
final class LateSpikes {
    private static final long[] NONE = {};

    private final Map<Integer, long[]> byCell = new HashMap<>();

    LateSpikes(SpikingState state) {
        for (int i = 0; i < state.lateCells().length; i++) {
            long time = state.lateTimesPs()[i];
            byCell.merge(state.lateCells()[i], new long[] {time}, LateSpikes::joined);
        }
    }

    private static long[] joined(long[] times, long[] later) {
        long[] all = Arrays.copyOf(times, times.length + 1);
        all[times.length] = later[0];
        return all;
    }

    boolean isEmpty() {
        return byCell.isEmpty();
    }

    /** Those of a cell, in ps, ascending. */
    long[] of(int cell) {
        return byCell.getOrDefault(cell, NONE);
    }
}
