package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.neuron.NeuronState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The states of all cells at one time, as they come in. */
final class StateGathering {
    private final NeuronState[] states;
    private final long[] digests;
    private final List<Late> late = new ArrayList<>();
    private long spikes;
    private long events;
    private long messages;
    private int missing;

    private record Late(long timePs, int cell) {}

    StateGathering(int cells) {
        states = new NeuronState[cells];
        digests = new long[cells];
        missing = cells;
    }

    /** Takes the state of a cell; true if it was the last one missing. */
    boolean take(NetworkGuardian.State state) {
        states[state.cell()] = state.state();
        digests[state.cell()] = state.digest();
        spikes += state.spikes();
        events += state.events();
        messages += state.messages();
        for (long time : state.late()) {
            late.add(new Late(time, state.cell()));
        }
        return --missing == 0;
    }

    /** The whole, at a time, of a run that started from a state. */
    SpikingState state(long timePs, SpikingState start) {
        late.sort(Comparator.comparingLong(Late::timePs).thenComparingInt(Late::cell));
        return new SpikingState(
                timePs,
                Arrays.asList(states),
                late.stream().mapToLong(Late::timePs).toArray(),
                late.stream().mapToInt(Late::cell).toArray(),
                digests,
                start.spikes() + spikes,
                start.synapticEvents() + events,
                start.messages() + messages);
    }
}
