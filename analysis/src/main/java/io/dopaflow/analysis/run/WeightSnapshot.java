package io.dopaflow.analysis.run;

import java.util.Comparator;

/**
 * A moment at which the weights of all synapses were recorded.
 *
 * @param opportunity learning opportunity, from 0
 * @param cycle after which cycle of the opportunity, from 0; -1 as the opportunity starts
 * @param timePs virtual time in picoseconds
 */
public record WeightSnapshot(long opportunity, int cycle, long timePs) implements Comparable<WeightSnapshot> {

    /** The cycle that stands for the start of an opportunity. */
    public static final int START = -1;

    private static final Comparator<WeightSnapshot> ORDER = Comparator.comparingLong(WeightSnapshot::opportunity)
            .thenComparingInt(WeightSnapshot::cycle)
            .thenComparingLong(WeightSnapshot::timePs);

    @Override
    public int compareTo(WeightSnapshot other) {
        return ORDER.compare(this, other);
    }
}
