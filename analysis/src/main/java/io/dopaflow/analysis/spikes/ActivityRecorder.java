package io.dopaflow.analysis.spikes;

import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Gathers the statistics of all populations while a network runs, without keeping a spike. Any number of threads may call it. */
public final class ActivityRecorder implements SpikingRecorder {
    private final List<PopulationCounter> populations = new ArrayList<>();
    private final int[] ends;
    private final int[] counterOf;

    /** Of a network that is about to run. */
    public ActivityRecorder(SpikingNetwork network, StatisticsWindow window) {
        ends = new int[network.groups().size()];
        counterOf = new int[ends.length];
        for (int group = 0; group < ends.length; group++) {
            ends[group] = network.first(group + 1);
            counterOf[group] = -1;
            if (network.groups().get(group) instanceof CellGroup.Population population) {
                counterOf[group] = populations.size();
                populations.add(new PopulationCounter(
                        population.name(),
                        IntStream.range(network.first(group), ends[group]).toArray(),
                        window));
            }
        }
    }

    @Override
    public synchronized void spikes(long[] timesPs, int[] cells, int count) {
        for (int i = 0; i < count; i++) {
            int group = 0;
            while (ends[group] <= cells[i]) {
                group++;
            }
            if (counterOf[group] >= 0) {
                populations.get(counterOf[group]).add(timesPs[i], cells[i]);
            }
        }
    }

    @Override
    public void state(long timePs, int cell, int variable, double value) {
        // Spikes alone count.
    }

    /** The statistics of each population, when the run has ended. */
    public synchronized List<PopulationStatistics> statistics() {
        return populations.stream().map(PopulationCounter::statistics).toList();
    }
}
