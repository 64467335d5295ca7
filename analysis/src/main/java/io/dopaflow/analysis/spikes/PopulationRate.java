package io.dopaflow.analysis.spikes;

/**
 * The rate of a population in bins.
 *
 * @param fromPs where the first bin begins
 * @param binPs the length of a bin
 * @param hertz spikes a second and neuron, by bin
 */
public record PopulationRate(long fromPs, long binPs, double[] hertz) {

    /** Where a bin has its middle, in ps. */
    public double middlePs(int bin) {
        return fromPs + (bin + 0.5) * binPs;
    }
}
