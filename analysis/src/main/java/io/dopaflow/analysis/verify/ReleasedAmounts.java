package io.dopaflow.analysis.verify;

import java.util.Arrays;

/** What was released of a modulator, ascending in time. */
final class ReleasedAmounts {
    private long[] times = new long[16];
    private double[] amounts = new double[16];
    private int count;

    void add(long timePs, double amount) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            amounts = Arrays.copyOf(amounts, 2 * count);
        }
        times[count] = timePs;
        amounts[count++] = amount;
    }

    /** The time of one; the largest number behind the last one. */
    long timePs(int which) {
        return which < count ? times[which] : Long.MAX_VALUE;
    }

    double amount(int which) {
        return amounts[which];
    }

    int count() {
        return count;
    }
}
