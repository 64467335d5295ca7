package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.SpikingState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** The spikes under way in a state, by their cells. */
final class LateSpikes {
    private final Map<Integer, List<Long>> byCell = new HashMap<>();

    LateSpikes(SpikingState state) {
        for (int i = 0; i < state.lateCells().length; i++) {
            byCell.computeIfAbsent(state.lateCells()[i], cell -> new ArrayList<>())
                    .add(state.lateTimesPs()[i]);
        }
    }

    void forEachOf(int cell, LongConsumer action) {
        byCell.getOrDefault(cell, List.of()).forEach(action::accept);
    }
}
