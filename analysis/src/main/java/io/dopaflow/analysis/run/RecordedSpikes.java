package io.dopaflow.analysis.run;

import java.util.List;
import java.util.OptionalLong;

/**
 * Spikes of the cells of a network, wherever they were recorded: by a run, or by another simulator into a file. Figures and
 * statistics are made from these.
 */
public interface RecordedSpikes {

    /** What they are of, for titles. */
    String name();

    /** The cells, by population. */
    NetworkCells cells();

    /** The time that was simulated, in ps; no spike is later. */
    long endPs();

    /**
     * A time of which every spike was recorded.
     *
     * @param fromPs its start, in ps
     * @param toPs its end, in ps
     */
    record Stretch(long fromPs, long toPs) {}

    /** When spikes were recorded, in order; outside of these there may have been others. */
    default List<Stretch> stretches() {
        return List.of(new Stretch(0, endPs()));
    }

    /** Takes a spike. */
    @FunctionalInterface
    interface SpikeTaker {
        /** A spike of a cell at a time in ps. */
        void take(long timePs, int cell);
    }

    /**
     * Hands over spikes in the order of time, at one time of cell.
     *
     * @throws IllegalArgumentException if the selection asks for times that were not simulated
     */
    void spikes(SpikeSelection selection, SpikeTaker taker);

    /** Everything that was recorded. */
    default SpikeSelection everything() {
        return new SpikeSelection(cells().all(), 0, endPs(), OptionalLong.empty());
    }
}
