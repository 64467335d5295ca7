package io.dopaflow.analysis.run;

import io.dopaflow.models.cycle.SpikeKind;
import java.util.Arrays;

/** The spikes of one learning opportunity, ordered by cycle, time, neuron, and onset before readout. */
public final class SpikeLog {

    private static final SpikeKind[] KINDS = SpikeKind.values();

    private int size;
    private long[] timePs = new long[64];
    private int[] neuron = new int[64];
    private byte[] kind = new byte[64];
    private double[] amplitude = new double[64];
    private int[] cycle = new int[64];

    SpikeLog() {}

    void add(long timePs, int neuron, SpikeKind kind, double amplitude, int cycle) {
        if (size == this.timePs.length) {
            int capacity = 2 * size;
            this.timePs = Arrays.copyOf(this.timePs, capacity);
            this.neuron = Arrays.copyOf(this.neuron, capacity);
            this.kind = Arrays.copyOf(this.kind, capacity);
            this.amplitude = Arrays.copyOf(this.amplitude, capacity);
            this.cycle = Arrays.copyOf(this.cycle, capacity);
        }
        this.timePs[size] = timePs;
        this.neuron[size] = neuron;
        this.kind[size] = (byte) kind.ordinal();
        this.amplitude[size] = amplitude;
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

    /** Which neuron. */
    public int neuron(int index) {
        return neuron[index];
    }

    /** Which moment of the neuron's window. */
    public SpikeKind kind(int index) {
        return KINDS[kind[index]];
    }

    /** How strong. */
    public double amplitude(int index) {
        return amplitude[index];
    }

    /** In which cycle of the opportunity. */
    public int cycle(int index) {
        return cycle[index];
    }
}
