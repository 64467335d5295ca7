package io.dopaflow.models.spiking;

import io.dopaflow.models.time.VirtualTime;
import java.util.Arrays;

/**
 * Stops a network that runs away: no population may spike more often than the network's largest rate, on average over its neurons and
 * over a stretch of 100 ms. The stretches begin at 0, 100 ms, 200 ms and so on; of a run that is shorter the whole run is the stretch.
 * A burst within a stretch may be higher, and a last stretch that the end cuts short may have as many spikes as a whole one: 200 Hz on
 * average over the last 50 ms count as 100 Hz.
 */
public final class ActivityBound {
    /** In ps. */
    public static final long STRETCH = 100 * VirtualTime.PICOSECONDS_PER_MILLISECOND;

    /** So many stretches are counted at once. */
    private static final int AT_ONCE = 8;

    private final SpikingNetwork network;
    private final long[] most;
    private final long[][] counts;
    private final long[] stretches = new long[AT_ONCE];

    /** Counts nothing yet. */
    public ActivityBound(SpikingNetwork network) {
        this.network = network;
        int groups = network.groups().size();
        this.counts = new long[AT_ONCE][groups];
        this.most = new long[groups];
        for (int g = 0; g < groups; g++) {
            boolean isBound = network.groups().get(g) instanceof CellGroup.Population;
            long lengthPs = Math.min(STRETCH, network.durationPs());
            double spikes = network.largestRate() * network.groups().get(g).size() * (lengthPs * 1e-12);
            most[g] = isBound ? (long) Math.min(Math.ceil(spikes), Long.MAX_VALUE) : Long.MAX_VALUE;
        }
    }

    /**
     * Counts spikes of a group.
     *
     * @param timePs any time of the stretch that they are in; not earlier than the latest so far by more than 700 ms
     * @throws RunawayActivityException if they are too many
     */
    public void count(int group, long timePs, int spikes) {
        long stretch = timePs / STRETCH;
        int slot = (int) (stretch % AT_ONCE);
        if (stretches[slot] != stretch) {
            stretches[slot] = stretch;
            Arrays.fill(counts[slot], 0);
        }
        counts[slot][group] += spikes;
        if (counts[slot][group] > most[group]) {
            throw new RunawayActivityException(network.groups().get(group).name(), network.largestRate());
        }
    }
}
