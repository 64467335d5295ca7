package io.dopaflow.models.spiking.plasticity;

import java.util.Arrays;

/**
 * The concentration n of a modulator over time, n' = -n / tau_n, with jumps of amount / tau_n where it arrives (Izhikevich 2007, equation 3).
 * Its late jumps are remembered, and the last one always is.
 */
public final class Concentration {
    private final double tauN;
    private final Decay decay;
    private long[] times = new long[16];
    private double[] after = new double[16];
    private int count;

    /**
     * Nothing has been released.
     *
     * @param tauN time constant in ms; above 0
     */
    public Concentration(double tauN, SynapticTime time) {
        this.tauN = tauN;
        this.decay = time.decay(tauN);
    }

    double tauN() {
        return tauN;
    }

    Decay decay() {
        return decay;
    }

    /**
     * Some arrives.
     *
     * @param time in units; later than before
     * @param amount 1 for a spike
     */
    public void add(long time, double amount) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            after = Arrays.copyOf(after, 2 * count);
        }
        double before = count == 0 ? 0 : after[count - 1] * decay.over(time - times[count - 1]);
        times[count] = time;
        after[count++] = before + amount / tauN;
    }

    /** From now on only jumps after a time are asked for, and the last one up to it. */
    public void forget(long upTo) {
        int drop = 0;
        while (drop + 1 < count && times[drop + 1] <= upTo) {
            drop++;
        }
        if (drop > count / 2) {
            System.arraycopy(times, drop, times, 0, count - drop);
            System.arraycopy(after, drop, after, 0, count - drop);
            count -= drop;
        }
    }

    /** The number of remembered jumps up to a time, it included. */
    int jumpsUpTo(long time) {
        int from = 0;
        int to = count;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (times[middle] <= time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** The time of a jump; the largest number behind the last one. */
    long time(int jump) {
        return jump < count ? times[jump] : Long.MAX_VALUE;
    }

    /** The concentration at a time, of which so many jumps are not later. */
    double at(long time, int jumps) {
        return jumps == 0 ? 0 : after[jumps - 1] * decay.over(time - times[jumps - 1]);
    }

    /** The concentration at a time, after what arrives then, in 1/ms. */
    public double at(long time) {
        return at(time, jumpsUpTo(time));
    }

    /** The jumps after a time, and the last one up to it. */
    public TraceHistory.Remembered remembered(long upTo) {
        int from = Math.max(0, jumpsUpTo(upTo) - 1);
        return new TraceHistory.Remembered(
                Arrays.copyOfRange(times, from, count),
                Arrays.copyOfRange(after, from, count),
                new double[0],
                new double[0],
                new double[0]);
    }

    /** Takes what was remembered instead. */
    public void restore(TraceHistory.Remembered remembered) {
        count = remembered.times().length;
        times = Arrays.copyOf(remembered.times(), Math.max(16, count));
        after = Arrays.copyOf(remembered.traces(), Math.max(16, count));
    }
}
