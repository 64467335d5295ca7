package io.dopaflow.analysis.spikes;

/**
 * The rate of a population in bins.
 *
 * @param fromPs where the first bin begins
 * @param binPs the length of a bin
 * @param hertz spikes a second and neuron, by bin
 */
public record PopulationRate(long fromPs, long binPs, double[] hertz) {

    /** The same in bins that are so many of these long; what fills no such bin at the end is in none. */
    PopulationRate inBins(int each) {
        double[] wider = new double[hertz.length / each];
        for (int i = 0; i < wider.length * each; i++) {
            wider[i / each] += hertz[i] / each;
        }
        return new PopulationRate(fromPs, each * binPs, wider);
    }

    /** Where a bin has its middle, in ps. */
    public double middlePs(int bin) {
        return fromPs + (bin + 0.5) * binPs;
    }
}
