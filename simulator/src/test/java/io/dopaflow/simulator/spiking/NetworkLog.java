package io.dopaflow.simulator.spiking;

import io.dopaflow.models.spiking.SpikingRecorder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Keeps all that is recorded of a network. */
public class NetworkLog implements SpikingRecorder {
    private final List<Spike> spikes = Collections.synchronizedList(new ArrayList<>());
    private final List<State> states = Collections.synchronizedList(new ArrayList<>());

    private final List<Synapse> synapses = Collections.synchronizedList(new ArrayList<>());
    private final List<Amount> released = Collections.synchronizedList(new ArrayList<>());
    private final List<Amount> concentrations = Collections.synchronizedList(new ArrayList<>());

    private final List<Rewired> rewired = Collections.synchronizedList(new ArrayList<>());

    /** A synapse that was replaced. */
    public record Rewired(long timePs, long synapse, int pre) {}

    /** A synapse that was looked at. */
    public record Synapse(long timePs, long synapse, double weight, double eligibility) {}

    /** Of a modulator. */
    public record Amount(long timePs, int modulator, double value) {}

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

    @Override
    public void synapse(long timePs, long synapse, double weight, double eligibility) {
        synapses.add(new Synapse(timePs, synapse, weight, eligibility));
    }

    @Override
    public void released(long timePs, int modulator, double amount) {
        released.add(new Amount(timePs, modulator, amount));
    }

    @Override
    public void concentration(long timePs, int modulator, double value) {
        concentrations.add(new Amount(timePs, modulator, value));
    }

    @Override
    public void rewired(long timePs, long synapse, int pre) {
        rewired.add(new Rewired(timePs, synapse, pre));
    }

    /** What was replaced, in the order in which it was. */
    public List<Rewired> rewired() {
        return List.copyOf(rewired);
    }

    /** The synapses in order of time and id. */
    public List<Synapse> synapses() {
        return synapses.stream()
                .sorted(Comparator.comparingLong(Synapse::timePs).thenComparingLong(Synapse::synapse))
                .distinct()
                .toList();
    }

    /** What was released, in order of time and modulator. */
    public List<Amount> released() {
        return sorted(released);
    }

    /** Concentrations in order of time and modulator. */
    public List<Amount> concentrations() {
        return sorted(concentrations);
    }

    private static List<Amount> sorted(List<Amount> amounts) {
        return amounts.stream()
                .sorted(Comparator.comparingLong(Amount::timePs).thenComparingInt(Amount::modulator))
                .toList();
    }

    private Synapse synapseAt(long timePs) {
        return synapses.stream().filter(s -> s.timePs() == timePs).findFirst().orElseThrow();
    }

    /** The weight at a time of the only synapse that was looked at. */
    public double weight(long timePs) {
        return synapseAt(timePs).weight();
    }

    /** Its eligibility. */
    public double eligibility(long timePs) {
        return synapseAt(timePs).eligibility();
    }

    /** The concentration of the only modulator. */
    public double concentration(long timePs) {
        return concentrations.stream()
                .filter(c -> c.timePs() == timePs)
                .findFirst()
                .orElseThrow()
                .value();
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
