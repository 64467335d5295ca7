package io.dopaflow.analysis.spikes;

import io.dopaflow.models.time.VirtualTime;

/**
 * Which spikes statistics are of, and in what bins they are counted. Bins begin at the start of the window; what is left at its
 * end and fills no bin is in no bin.
 *
 * @param fromPs the first time, from 0
 * @param toPs the first time behind, above {@code fromPs}
 * @param fanoBinPs bins of the population's spikes for the Fano factor
 * @param countBinPs bins of each neuron's spikes for correlation and synchrony
 * @param rateBinPs bins of the population's rate and of its power spectrum
 * @param fewestSpikes in the window, of a neuron whose intervals are looked at; at least 3
 */
public record StatisticsWindow(
        long fromPs, long toPs, long fanoBinPs, long countBinPs, long rateBinPs, int fewestSpikes) {

    /** Rejects a window that ends before it begins, and bins of no length. */
    public StatisticsWindow {
        if (fromPs < 0 || toPs <= fromPs) {
            throw new IllegalArgumentException(
                    "the window is from " + fromPs + " to " + toPs + " ps; allowed: from 0, its end after its start");
        }
        if (fanoBinPs < 1 || countBinPs < 1 || rateBinPs < 1) {
            throw new IllegalArgumentException(
                    "bins of " + fanoBinPs + ", " + countBinPs + " and " + rateBinPs + " ps; allowed: above 0");
        }
        if (fewestSpikes < 3) {
            throw new IllegalArgumentException("the fewest spikes are " + fewestSpikes + "; allowed: from 3");
        }
    }

    /** Bins of 3 ms for the Fano factor, 5 ms for correlations, 1 ms for rates; intervals of neurons with 5 spikes or more. */
    public static StatisticsWindow of(long fromPs, long toPs) {
        long ms = VirtualTime.PICOSECONDS_PER_MILLISECOND;
        return new StatisticsWindow(fromPs, toPs, 3 * ms, 5 * ms, ms, 5);
    }

    /** The same with all spikes counted in bins of this length. */
    public StatisticsWindow withBins(long binPs) {
        return new StatisticsWindow(fromPs, toPs, binPs, binPs, binPs, fewestSpikes);
    }

    /** The same with rates and spectra in bins of this length. */
    StatisticsWindow withRateBin(long binPs) {
        return new StatisticsWindow(fromPs, toPs, fanoBinPs, countBinPs, binPs, fewestSpikes);
    }

    /** How long it is, in seconds. */
    public double seconds() {
        return VirtualTime.toMilliseconds(toPs - fromPs) / 1000;
    }

    /** How many whole bins of a length it has. */
    int bins(long binPs) {
        return Math.toIntExact((toPs - fromPs) / binPs);
    }

    boolean contains(long timePs) {
        return timePs >= fromPs && timePs < toPs;
    }
}
