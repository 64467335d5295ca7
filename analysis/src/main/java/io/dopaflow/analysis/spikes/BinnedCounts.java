package io.dopaflow.analysis.spikes;

import java.util.Arrays;
import org.hipparchus.stat.StatUtils;

/** The spikes of a population in bins of one length. */
final class BinnedCounts {
    private final long fromPs;
    private final long binPs;
    private final double[] counts;

    BinnedCounts(StatisticsWindow window, long binPs) {
        this.fromPs = window.fromPs();
        this.binPs = binPs;
        this.counts = new double[window.bins(binPs)];
    }

    /** The bin of a time; behind the last one it is none. */
    int bin(long timePs) {
        return (int) Math.min(Integer.MAX_VALUE, (timePs - fromPs) / binPs);
    }

    void add(long timePs) {
        int bin = bin(timePs);
        if (bin < counts.length) {
            counts[bin]++;
        }
    }

    int size() {
        return counts.length;
    }

    double[] counts() {
        return counts.clone();
    }

    double sum() {
        return Arrays.stream(counts).sum();
    }

    /** The mean of the squared deviations from the mean; NaN without any bin. */
    double variance() {
        return StatUtils.populationVariance(counts);
    }

    double mean() {
        return StatUtils.mean(counts);
    }
}
