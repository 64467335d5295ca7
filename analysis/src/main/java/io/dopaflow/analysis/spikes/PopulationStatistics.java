package io.dopaflow.analysis.spikes;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The spikes of a population in numbers. Variances are means of squared deviations: sums are divided by how many there are.
 * What cannot be said is empty, such as the intervals of silent neurons.
 *
 * @param name of the population
 * @param neurons how many of it were recorded
 * @param spikes in the window
 * @param rateHz spikes a second and neuron
 * @param silent share of the neurons without a spike
 * @param cv coefficient of variation of inter-spike intervals, standard deviation over mean, of each neuron that has spiked
 *     often enough, averaged over them; 1 for a Poisson process
 * @param cv2 the same of neighbouring intervals, mean of 2 |I(k+1) - I(k)| / (I(k+1) + I(k)), which slow changes of the rate do
 *     not raise (Holt, Softky, Koch and Douglas 1996); 1 for a Poisson process
 * @param fano variance over mean of the population's spikes in bins (Fano 1947); 1 for a Poisson process
 * @param correlation mean of the pairwise correlations of counts in bins, weighed by variances: (Var(sum) - sum Var) /
 *     ((n - 1) sum Var); 0 for independent neurons
 * @param synchrony variance of the mean count over mean variance of the counts (Golomb and Rinzel 1994, of counts in place of
 *     potentials, not rooted): 1 for identical trains, 1/n for independent ones, empty for a single neuron
 * @param trains each neuron, in order
 * @param rate the population's rate in bins
 * @param intervals all inter-spike intervals of all neurons
 */
public record PopulationStatistics(
        String name,
        int neurons,
        long spikes,
        double rateHz,
        double silent,
        OptionalDouble cv,
        OptionalDouble cv2,
        OptionalDouble fano,
        OptionalDouble correlation,
        OptionalDouble synchrony,
        List<Train> trains,
        PopulationRate rate,
        IntervalHistogram intervals) {

    /** Copies. */
    public PopulationStatistics {
        trains = List.copyOf(trains);
    }

    /**
     * The spikes of one neuron.
     *
     * @param cell its id
     * @param meanIntervalMs the mean of its inter-spike intervals
     * @param cv their coefficient of variation, if it has spiked often enough
     * @param cv2 the same of neighbouring ones
     */
    public record Train(
            int cell,
            long spikes,
            double rateHz,
            OptionalDouble meanIntervalMs,
            OptionalDouble cv,
            OptionalDouble cv2) {}
}
