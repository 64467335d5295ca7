package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.ModulatorState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.neuron.NeuronState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The states of all cells at one time, as they come in. */
final class StateGathering {
    private final NeuronState[] states;
    private final long[] digests;
    private final List<Late> late = new ArrayList<>();
    private long spikes;
    private long events;
    private long messages;
    private int missing;
    private final Map<Integer, PlasticityGathering> plasticity = new TreeMap<>();
    private final ModulatorState[] modulators;

    private record Late(long timePs, int cell) {}

    /**
     * Nothing has come in.
     *
     * @param actors how many tell their state
     */
    StateGathering(SpikingSimulation simulation, Wiring wiring, int actors) {
        SpikingNetwork network = simulation.network();
        states = new NeuronState[network.cells()];
        digests = new long[network.cells()];
        modulators = new ModulatorState[network.modulators().size()];
        for (int c = 0; c < wiring.changing().size(); c++) {
            Wiring.Changing changing = wiring.changing().get(c);
            int[] sources = simulation.start().wiring(c);
            plasticity.put(changing.projection(), new PlasticityGathering(network, changing, sources));
        }
        missing = actors;
    }

    /** Takes the state of an actor; true if it was the last one missing. */
    boolean take(NetworkGuardian.Told told) {
        if (told instanceof NetworkGuardian.State cell) {
            take(cell);
        } else if (told instanceof NetworkGuardian.SynapseState synapse) {
            Objects.requireNonNull(plasticity.get(synapse.ends().projection())).take(synapse);
        } else if (told instanceof NetworkGuardian.ToldModulator modulator) {
            modulators[modulator.modulator()] = modulator.state();
        }
        return --missing == 0;
    }

    private void take(NetworkGuardian.State state) {
        states[state.cell()] = state.state();
        digests[state.cell()] = state.digest();
        spikes += state.spikes();
        events += state.events();
        messages += state.messages();
        for (Axons.State axon : state.axons()) {
            Objects.requireNonNull(plasticity.get(axon.projection())).take(axon);
        }
        for (long time : state.late()) {
            late.add(new Late(time, state.cell()));
        }
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
                start.messages() + messages,
                plasticity.values().stream().map(some -> some.state(timePs)).toList(),
                List.of(modulators));
    }
}
