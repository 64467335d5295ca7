package io.dopaflow.analysis.spikes;

import java.util.Optional;

/**
 * Where the spikes of two runs part, and how far they are apart.
 *
 * @param spikes of the one
 * @param otherSpikes of the other
 * @param common spikes of the same cell at the same time
 * @param parting the first spike that only one of them has
 * @param meanDistance the van Rossum distance of the trains of a cell, averaged over all cells
 * @param largestDistance the largest of them
 * @param farthest the cell of the largest, if there is any distance
 */
public record SpikeDifference(
        long spikes,
        long otherSpikes,
        long common,
        Optional<Parting> parting,
        double meanDistance,
        double largestDistance,
        Optional<Integer> farthest) {

    /**
     * A spike that only one has.
     *
     * @param place its number among the spikes, from 0
     * @param isOfOther whether the other has it
     */
    public record Parting(long timePs, int cell, int place, boolean isOfOther) {}

    /**
     * Compares.
     *
     * @param cells how many there are
     * @param tolerancePs two spikes of a cell that are no farther apart are one, in the order of spikes; 0 for the same time
     * @param tauPs time constant of the distance
     */
    public static SpikeDifference of(
            SpikeSequence one, SpikeSequence other, int cells, long tolerancePs, double tauPs) {
        long[][] trains = one.trains(cells);
        long[][] others = other.trains(cells);
        double sum = 0;
        double largest = 0;
        Optional<Integer> farthest = Optional.empty();
        Optional<Parting> first = Optional.empty();
        long common = 0;
        for (int cell = 0; cell < cells; cell++) {
            double distance = Math.sqrt(VanRossumDistance.squared(trains[cell], others[cell], tauPs));
            sum += distance;
            if (distance > largest) {
                largest = distance;
                farthest = Optional.of(cell);
            }
            Match match = Match.of(trains[cell], others[cell], tolerancePs);
            common += match.common;
            if (match.isParted && (first.isEmpty() || match.timePs < first.get().timePs())) {
                first = Optional.of(new Parting(match.timePs, cell, 0, match.isOfOther));
            }
        }
        Optional<Parting> parting = first.map(
                found -> new Parting(found.timePs, found.cell, (int) before(one, found.timePs), found.isOfOther));
        return new SpikeDifference(
                one.size(), other.size(), common, parting, cells == 0 ? 0 : sum / cells, largest, farthest);
    }

    private static long before(SpikeSequence spikes, long timePs) {
        long count = 0;
        while (count < spikes.size() && spikes.timesPs()[(int) count] < timePs) {
            count++;
        }
        return count;
    }

    /** The spikes of one cell put side by side. */
    private record Match(long common, boolean isParted, long timePs, boolean isOfOther) {
        static Match of(long[] a, long[] b, long tolerancePs) {
            long common = 0;
            boolean isParted = false;
            long timePs = 0;
            boolean isOfOther = false;
            int i = 0;
            int j = 0;
            while (i < a.length || j < b.length) {
                if (i < a.length && j < b.length && Math.abs(a[i] - b[j]) <= tolerancePs) {
                    common++;
                    i++;
                    j++;
                    continue;
                }
                boolean isB = i == a.length || (j < b.length && b[j] < a[i]);
                long time = isB ? b[j++] : a[i++];
                if (!isParted) {
                    isParted = true;
                    timePs = time;
                    isOfOther = isB;
                }
            }
            return new Match(common, isParted, timePs, isOfOther);
        }
    }
}
