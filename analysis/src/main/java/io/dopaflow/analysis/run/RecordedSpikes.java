package io.dopaflow.analysis.run;

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
