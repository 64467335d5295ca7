package io.dopaflow.analysis.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** All that was recorded of one learning opportunity. */
public final class OpportunityLog {

    private final long opportunity;

    // The reader adds to these before it hands the log over.
    final List<SpikeRow> spikes = new ArrayList<>();
    final List<ArrivalRow> arrivals = new ArrayList<>();
    final List<RewardRow> rewards = new ArrayList<>();
    final SortedMap<Integer, PartialWeights> logWeights = new TreeMap<>();
    final SortedMap<Integer, PartialWeights> weights = new TreeMap<>();

    OpportunityLog(long opportunity) {
        this.opportunity = opportunity;
    }

    /** Which learning opportunity, from 0. */
    public long opportunity() {
        return opportunity;
    }

    /** Its spikes by cycle, time, neuron, and onset before readout. */
    public List<SpikeRow> spikes() {
        return Collections.unmodifiableList(spikes);
    }

    /** Its arrivals at synapses by cycle, time and synapse. */
    public List<ArrivalRow> arrivals() {
        return Collections.unmodifiableList(arrivals);
    }

    /** Its rewards by cycle. */
    public List<RewardRow> rewards() {
        return Collections.unmodifiableList(rewards);
    }

    /** The cycles after which any weights were recorded; -1 is the start. */
    public SortedSet<Integer> weightCycles() {
        return Collections.unmodifiableSortedSet((SortedSet<Integer>) logWeights.keySet());
    }

    /** Theta by synapse after a cycle, or at the start for -1; empty if not recorded of all synapses. */
    public Optional<double[]> logWeights(int cycle) {
        return Optional.ofNullable(logWeights.get(cycle)).flatMap(PartialWeights::whole);
    }

    /** The weights themselves, of which theta is the logarithm; as {@link #logWeights}. */
    public Optional<double[]> weights(int cycle) {
        return Optional.ofNullable(weights.get(cycle)).flatMap(PartialWeights::whole);
    }

    /** The first synapse whose weight after a cycle, one of {@link #weightCycles}, was not recorded; 0 for any other. */
    public int firstMissing(int cycle) {
        return Optional.ofNullable(logWeights.get(cycle))
                .map(PartialWeights::firstMissing)
                .orElse(0);
    }
}
