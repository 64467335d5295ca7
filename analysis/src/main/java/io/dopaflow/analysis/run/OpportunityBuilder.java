package io.dopaflow.analysis.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gathers what was recorded of one learning opportunity. */
final class OpportunityBuilder {

    private final long opportunity;
    private final Path weightsFile;
    private final int synapses;
    private final SpikeLog spikes = new SpikeLog();
    private final ArrivalLog arrivals = new ArrivalLog();
    private final List<RewardRow> rewards = new ArrayList<>();
    private final SortedMap<Integer, PartialWeights> weights = new TreeMap<>();

    OpportunityBuilder(long opportunity, Path weightsFile, int synapses) {
        this.opportunity = opportunity;
        this.weightsFile = weightsFile;
        this.synapses = synapses;
    }

    SpikeLog spikes() {
        return spikes;
    }

    ArrivalLog arrivals() {
        return arrivals;
    }

    void reward(RewardRow row) {
        rewards.add(row);
    }

    void weight(int cycle, int synapse, double theta) {
        weights.computeIfAbsent(cycle, ignored -> new PartialWeights(weightsFile, synapses))
                .put(opportunity, cycle, synapse, theta);
    }

    OpportunityLog build() {
        SortedMap<Integer, double[]> whole = new TreeMap<>();
        SortedMap<Integer, Integer> incomplete = new TreeMap<>();
        weights.forEach((cycle, partial) -> partial.whole()
                .ifPresentOrElse(
                        theta -> whole.put(cycle, theta), () -> incomplete.put(cycle, partial.firstMissing())));
        return new OpportunityLog(opportunity, spikes, arrivals, rewards, whole, incomplete);
    }
}
