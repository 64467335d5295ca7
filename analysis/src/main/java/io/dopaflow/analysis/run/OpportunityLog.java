package io.dopaflow.analysis.run;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** All that was recorded of one learning opportunity. */
public final class OpportunityLog {

    private final long opportunity;
    private final SpikeLog spikes;
    private final ArrivalLog arrivals;
    private final List<RewardRow> rewards;
    private final SortedMap<Integer, double[]> weights;
    private final SortedMap<Integer, Integer> incompleteWeights;

    OpportunityLog(
            long opportunity,
            SpikeLog spikes,
            ArrivalLog arrivals,
            List<RewardRow> rewards,
            SortedMap<Integer, double[]> weights,
            SortedMap<Integer, Integer> incompleteWeights) {
        this.opportunity = opportunity;
        this.spikes = spikes;
        this.arrivals = arrivals;
        this.rewards = List.copyOf(rewards);
        this.weights = weights;
        this.incompleteWeights = incompleteWeights;
    }

    /** Which learning opportunity, from 0. */
    public long opportunity() {
        return opportunity;
    }

    /** Its spikes. */
    public SpikeLog spikes() {
        return spikes;
    }

    /** Its arrivals at synapses. */
    public ArrivalLog arrivals() {
        return arrivals;
    }

    /** Its rewards by cycle. */
    public List<RewardRow> rewards() {
        return rewards;
    }

    /** The cycles after which the weights of all synapses were recorded; -1 is the start. */
    public SortedSet<Integer> weightCycles() {
        return Collections.unmodifiableSortedSet((SortedSet<Integer>) weights.keySet());
    }

    /** Theta by synapse after a cycle, or at the start for -1; empty if not recorded of all synapses. */
    public Optional<double[]> weights(int cycle) {
        return Optional.ofNullable(weights.get(cycle)).map(double[]::clone);
    }

    /** The cycles after which weights were recorded, but not of all synapses, with the first synapse that is missing. */
    public SortedMap<Integer, Integer> incompleteWeights() {
        return Collections.unmodifiableSortedMap(incompleteWeights);
    }
}
