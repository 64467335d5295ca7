package io.dopaflow.analysis.run;

import java.util.Arrays;

/** The arrivals of spikes at synapses in one learning opportunity, ordered by cycle, time and synapse. */
public final class ArrivalLog {

    private int size;
    private long[] timePs = new long[64];
    private int[] synapse = new int[64];
    private int[] cycle = new int[64];

    ArrivalLog() {}

    void add(long timePs, int synapse, int cycle) {
        if (size == this.timePs.length) {
            int capacity = 2 * size;
            this.timePs = Arrays.copyOf(this.timePs, capacity);
            this.synapse = Arrays.copyOf(this.synapse, capacity);
            this.cycle = Arrays.copyOf(this.cycle, capacity);
        }
        this.timePs[size] = timePs;
        this.synapse[size] = synapse;
        this.cycle[size] = cycle;
        size++;
    }

    /** Number of rows; the other methods take an index from 0 to this, exclusive. */
    public int size() {
        return size;
    }

    /** When, in picoseconds. */
    public long timePs(int index) {
        return timePs[index];
    }

    /** At which synapse. */
    public int synapse(int index) {
        return synapse[index];
    }

    /** In which cycle of the opportunity. */
    public int cycle(int index) {
        return cycle[index];
    }
}
