package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.SpikeKind;
import java.util.List;
import java.util.Optional;

/**
 * Some recorded spikes in numbers. Readouts that stay silent (amplitude 0) are no spikes. Where a run kept only some
 * learning opportunities, rates refer to the time that was kept, and no interval reaches over what was not.
 *
 * @param observedMs virtual time that was kept and asked for, in milliseconds
 * @param spikes number of spikes
 * @param trains a row for each neuron and kind that there are spikes of, by neuron
 */
public record SpikeActivity(double observedMs, long spikes, List<Train> trains) {

    /** Copies the list. */
    public SpikeActivity {
        trains = List.copyOf(trains);
    }

    /**
     * The spikes of one neuron and kind.
     *
     * @param neuron its id
     * @param name its name
     * @param depth its depth in the graph, 0 for sources
     * @param kind onset or readout
     * @param count number of spikes, at least 1
     * @param rateHz count over observed time, per second
     * @param meanAmplitude mean amplitude
     * @param intervals between one spike and the next; empty if no two follow each other
     */
    public record Train(
            int neuron,
            String name,
            int depth,
            SpikeKind kind,
            long count,
            double rateHz,
            double meanAmplitude,
            Optional<Intervals> intervals) {}

    /**
     * Inter-spike intervals.
     *
     * @param count number of intervals
     * @param meanMs mean, in milliseconds
     * @param coefficientOfVariation standard deviation over mean; 0 for a clock, 1 for a Poisson process
     * @param shortestMs the shortest
     * @param longestMs the longest
     */
    public record Intervals(
            long count, double meanMs, double coefficientOfVariation, double shortestMs, double longestMs) {}

    /**
     * Counts.
     *
     * @param run what was recorded
     * @param timing of the run's cycles
     * @param query which spikes
     * @throws IllegalArgumentException if the query names a neuron or depth that there is not
     */
    public static SpikeActivity of(RunReader run, CycleTiming timing, SpikeQuery query) {
        KeptTime kept = KeptTime.of(run, timing, query);
        ActivityCounter counter = new ActivityCounter(run.network(), kept);
        run.spikes(query, counter::add);
        return counter.activity();
    }
}
