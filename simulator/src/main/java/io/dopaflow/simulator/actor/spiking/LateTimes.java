package io.dopaflow.simulator.actor.spiking;

import java.util.Arrays;

/** The spikes of a cell that may still be under way. */
final class LateTimes {
    private static final long[] NONE = {};

    private final long longest;
    private long[] times = NONE;
    private int from;
    private int to;

    /**
     * None.
     *
     * @param longest the longest delay of the network, in ps
     */
    LateTimes(long longest) {
        this.longest = longest;
    }

    void add(long timePs) {
        forget(timePs);
        if (to == times.length) {
            int size = to - from;
            times = Arrays.copyOf(Arrays.copyOfRange(times, from, to), Math.max(4, 2 * size));
            from = 0;
            to = size;
        }
        times[to++] = timePs;
    }

    private void forget(long now) {
        while (from < to && times[from] + longest <= now) {
            from++;
        }
    }

    /** Those that are still under way at a time. */
    long[] at(long now) {
        forget(now);
        return Arrays.copyOfRange(times, from, to);
    }
}
