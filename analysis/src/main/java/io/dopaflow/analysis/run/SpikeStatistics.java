package io.dopaflow.analysis.run;

import io.dopaflow.models.cycle.SpikeKind;
import java.util.Optional;

/**
 * The spikes of one neuron and kind in numbers. Readouts that stay silent (amplitude 0) are no spikes and not counted.
 *
 * @param neuron id of the neuron
 * @param kind which moment of the neuron's window
 * @param count number of spikes, at least 1
 * @param firstPs time of the first, in picoseconds
 * @param lastPs time of the last, in picoseconds
 * @param meanAmplitude mean of the amplitudes
 * @param intervals times between one spike and the next; empty with a single spike
 */
public record SpikeStatistics(
        int neuron,
        SpikeKind kind,
        long count,
        long firstPs,
        long lastPs,
        double meanAmplitude,
        Optional<Intervals> intervals) {

    /**
     * Inter-spike intervals, in picoseconds.
     *
     * @param shortestPs the shortest
     * @param meanPs the mean
     * @param longestPs the longest
     * @param deviationPs the standard deviation; over the mean it is the coefficient of variation
     */
    public record Intervals(long shortestPs, double meanPs, long longestPs, double deviationPs) {}
}
