package io.dopaflow.models.spiking.source;

import java.util.Arrays;

/** Spikes at given times. In whatever order they are given, the train is the same. */
public final class SpikeList implements SpikeSource {
    private final long[] times;

    /**
     * The spikes.
     *
     * @param times in ps, from 0, in any order
     * @throws IllegalArgumentException if a time is negative, or two spikes have the same
     */
    public SpikeList(long... times) {
        this.times = times.clone();
        Arrays.sort(this.times);
        for (int i = 0; i < times.length; i++) {
            if (this.times[i] < 0 || this.times[i] == NEVER) {
                throw new IllegalArgumentException(
                        "a spike is at " + this.times[i] + " ps; allowed: from 0 to below " + NEVER);
            }
            if (i > 0 && this.times[i] == this.times[i - 1]) {
                throw new IllegalArgumentException(
                        "two spikes of a source are at " + this.times[i] + " ps; allowed: one at each picosecond");
            }
        }
    }

    @Override
    public long next(long after) {
        int found = Arrays.binarySearch(times, after);
        int place = found >= 0 ? found + 1 : -found - 1;
        return place < times.length ? times[place] : NEVER;
    }
}
