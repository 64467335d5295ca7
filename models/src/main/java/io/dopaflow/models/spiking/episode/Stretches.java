package io.dopaflow.models.spiking.episode;

import java.util.Arrays;

/**
 * What a neuron has gone through, as synapses must know it that learn from rewards of episodes: stretch after stretch, each from one event to the next; on a grid from step to step. What arrives at the end
 * of a stretch belongs to the next.
 */
public final class Stretches {
    private static final int FEW = 4;

    private long[] begins = new long[FEW];
    private long[] times = new long[FEW];
    private double[] factors = new double[FEW];
    private double[] decays = new double[FEW];
    private StretchEnd[] ends = new StretchEnd[FEW];
    private int count;

    /**
     * Another stretch.
     *
     * @param fromPs where it begins: where the one before has ended
     * @param toPs its last picosecond; from its beginning
     * @param factor how the log-likelihood of what the neuron did in it changes with V at its beginning, in 1/mV; on a grid with V at the end of the step
     * @param decay what is left, after its end, of a change of V at its beginning; on a grid of one at the end of the step after another step
     * @param end what ends it
     */
    public void add(long fromPs, long toPs, double factor, double decay, StretchEnd end) {
        if (count == begins.length) {
            int room = 2 * count;
            begins = Arrays.copyOf(begins, room);
            times = Arrays.copyOf(times, room);
            factors = Arrays.copyOf(factors, room);
            decays = Arrays.copyOf(decays, room);
            ends = Arrays.copyOf(ends, room);
        }
        begins[count] = fromPs;
        times[count] = toPs;
        factors[count] = factor;
        decays[count] = decay;
        ends[count++] = end;
    }

    /** Forgets all. */
    public void clear() {
        count = 0;
    }

    /** How many. */
    public int count() {
        return count;
    }

    /** Where a stretch begins, in ps. */
    public long beginPs(int stretch) {
        return begins[stretch];
    }

    /** Where a stretch ends, in ps. */
    public long endPs(int stretch) {
        return times[stretch];
    }

    /** See {@link #add}. */
    public double factor(int stretch) {
        return factors[stretch];
    }

    /** See {@link #add}. */
    public double decay(int stretch) {
        return decays[stretch];
    }

    /** What ends a stretch. */
    public StretchEnd end(int stretch) {
        return ends[stretch];
    }
}
