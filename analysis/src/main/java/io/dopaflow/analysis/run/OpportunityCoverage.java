package io.dopaflow.analysis.run;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of a learning opportunity was recorded: rows kept, and rows that the opportunity has when everything is
 * recorded. Rows are counted, not looked into.
 *
 * @param opportunity learning opportunity, from 0
 * @param shares by what is counted: {@code onsets} and {@code readouts} of all neurons but the sources,
 *     {@code arrivals}, {@code rewards}, {@code weights at the start}, {@code weights at the end}
 */
public record OpportunityCoverage(long opportunity, SortedMap<String, Share> shares) {

    /** Copies the shares. */
    public OpportunityCoverage {
        shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    }

    /**
     * Rows kept of the rows there were.
     *
     * @param kept number of rows in the run directory
     * @param all number of rows when everything is recorded
     */
    public record Share(long kept, long all) {

        /** Whether all were kept. */
        public boolean isWhole() {
            return kept == all;
        }
    }

    /** Whether all rows of every cycle were kept, and the weights at start and end. */
    public boolean isWhole() {
        return shares.values().stream().allMatch(Share::isWhole);
    }
}
