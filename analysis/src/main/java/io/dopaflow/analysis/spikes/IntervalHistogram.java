package io.dopaflow.analysis.spikes;

import java.util.Arrays;

/**
 * Counts intervals in bins of one length, which doubles whenever an interval would lie behind the last bin. So memory does
 * not grow, and what was counted depends on no order.
 */
public final class IntervalHistogram {
    /** A tenth of a millisecond. */
    static final long FINEST_PS = 100_000_000;

    private static final int BINS = 1 << 14;

    private final long[] counts = new long[BINS];
    private long binPs = FINEST_PS;
    private long total;

    void add(long intervalPs) {
        while (intervalPs / binPs >= BINS) {
            widen();
        }
        counts[(int) (intervalPs / binPs)]++;
        total++;
    }

    private void widen() {
        for (int i = 0; i < BINS / 2; i++) {
            counts[i] = counts[2 * i] + counts[2 * i + 1];
        }
        Arrays.fill(counts, BINS / 2, BINS, 0);
        binPs *= 2;
    }

    /** The length of a bin, in ps. */
    public long binPs() {
        return binPs;
    }

    /** How many intervals. */
    public long total() {
        return total;
    }

    /** The end of the bin below which a share of the intervals lies, in ps; 0 without any. */
    public long quantilePs(double share) {
        long wanted = (long) Math.ceil(share * total);
        long below = 0;
        for (int i = 0; i < BINS && below < wanted; i++) {
            below += counts[i];
            if (below >= wanted) {
                return (i + 1) * binPs;
            }
        }
        return 0;
    }

    /** The counts in bins that are so many of these long; intervals behind the last bin are left out. */
    public double[] counts(int each, int bins) {
        double[] wider = new double[bins];
        for (int i = 0; i < Math.min(BINS, each * bins); i++) {
            wider[i / each] += counts[i];
        }
        return wider;
    }
}
