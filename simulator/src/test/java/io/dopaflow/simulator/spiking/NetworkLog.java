package io.dopaflow.simulator.spiking;

import io.dopaflow.models.spiking.SpikingRecorder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Keeps all that is recorded of a network. */
public final class NetworkLog implements SpikingRecorder {
    private final List<Spike> spikes = Collections.synchronizedList(new ArrayList<>());
    private final List<State> states = Collections.synchronizedList(new ArrayList<>());

    /** A spike. */
    public record Spike(long timePs, int cell) {}

    /** A value of a variable. */
    public record State(long timePs, int cell, int variable, double value) {}

    @Override
    public void spikes(long[] timesPs, int[] cells, int count) {
        for (int i = 0; i < count; i++) {
            spikes.add(new Spike(timesPs[i], cells[i]));
        }
    }

    @Override
    public void state(long timePs, int cell, int variable, double value) {
        states.add(new State(timePs, cell, variable, value));
    }

    /** The spikes in order of time and cell. */
    public List<Spike> spikes() {
        return spikes.stream()
                .sorted(Comparator.comparingLong(Spike::timePs).thenComparingInt(Spike::cell))
                .toList();
    }

    /** The values in order of time, cell and variable. */
    public List<State> states() {
        return states.stream()
                .sorted(Comparator.comparingLong(State::timePs)
                        .thenComparingInt(State::cell)
                        .thenComparingInt(State::variable))
                .distinct()
                .toList();
    }
}
