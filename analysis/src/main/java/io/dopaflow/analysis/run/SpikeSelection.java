package io.dopaflow.analysis.run;

import java.util.BitSet;
import java.util.OptionalLong;

/**
 * Which spikes, or states, of a network to look at.
 *
 * @param cells of which; none selects nothing
 * @param fromPs earliest time, in ps
 * @param toPs latest time, in ps, itself selected
 * @param limit how many rows at most, at least 1; the earliest
 */
public record SpikeSelection(BitSet cells, long fromPs, long toPs, OptionalLong limit) {

    /** Rejects a limit below 1; copies. */
    public SpikeSelection {
        if (limit.isPresent() && limit.getAsLong() < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit.getAsLong());
        }
        cells = (BitSet) cells.clone();
    }

    /** Only of these cells. */
    public SpikeSelection of(BitSet only) {
        BitSet both = (BitSet) cells.clone();
        both.and(only);
        return new SpikeSelection(both, fromPs, toPs, limit);
    }

    /** Only from one time to another, both selected. */
    public SpikeSelection between(long from, long to) {
        return new SpikeSelection(cells, from, to, limit);
    }

    /** No more than so many, the earliest ones. */
    public SpikeSelection atMost(long rows) {
        return new SpikeSelection(cells, fromPs, toPs, OptionalLong.of(rows));
    }

    /**
     * Refuses times outside of what was recorded.
     *
     * @param endPs when the recording ended
     * @throws IllegalArgumentException if a time is outside of it
     */
    public void requireWithin(long endPs) {
        if (fromPs < 0 || toPs > endPs || fromPs > toPs) {
            throw new IllegalArgumentException(
                    "times from " + fromPs + " to " + toPs + " ps; allowed: within the run, 0 to " + endPs + " ps");
        }
    }

    /**
     * A condition in SQL; its parameters are the earliest and the latest time.
     *
     * @param endPs when the run ended
     * @throws IllegalArgumentException if a time is outside of the run
     */
    String conditionInSql(long endPs) {
        requireWithin(endPs);
        return " WHERE time_ps >= ? AND time_ps <= ? AND " + cellsInSql();
    }

    /** The limit in SQL. */
    String limitInSql() {
        return limit.isPresent() ? " LIMIT " + limit.getAsLong() : "";
    }

    /** The condition in SQL for the cells; numbers only. */
    private String cellsInSql() {
        StringBuilder ranges = new StringBuilder("(false");
        for (int from = cells.nextSetBit(0); from >= 0; ) {
            int end = cells.nextClearBit(from);
            ranges.append(" OR neuron BETWEEN ").append(from).append(" AND ").append(end - 1);
            from = cells.nextSetBit(end);
        }
        return ranges.append(')').toString();
    }
}
