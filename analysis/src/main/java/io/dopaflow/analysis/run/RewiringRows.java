package io.dopaflow.analysis.run;

import java.util.List;
import java.util.Set;

/** Reads which synapses of a network were replaced. */
public final class RewiringRows {
    private final RunDatabase database;

    RewiringRows(RunDatabase database) {
        this.database = database;
    }

    /** Takes a synapse that was replaced. */
    @FunctionalInterface
    public interface Taker {
        /**
         * A synapse has another presynaptic cell.
         *
         * @param timePs from when on, this time itself not included
         * @param synapse its id, which stays
         * @param pre the cell
         */
        void take(long timePs, long synapse, int pre);
    }

    /** Hands over all in the order of time, at one time of synapse. */
    public void each(Taker taker) {
        before(0, Long.MAX_VALUE, Long.MAX_VALUE, taker);
    }

    /**
     * Hands over those of a range of synapses before a time, in the same order. A weight at that time is one of the synapses that these have made.
     *
     * @param from the first synapse
     * @param to behind the last one
     */
    public void before(long from, long to, long timePs, Taker taker) {
        database.query(
                Set.of(SpikingTable.REWIRINGS),
                "SELECT time_ps, synapse, pre FROM rewirings WHERE synapse >= ? AND synapse < ? AND time_ps < ?"
                        + " ORDER BY time_ps, synapse",
                List.of(from, to, timePs),
                row -> taker.take(row.getLong(1), row.getLong(2), row.getInt(3)));
    }

    /**
     * How many synapses of a range were replaced, each as often as it was.
     *
     * @param from the first synapse
     * @param to behind the last one
     */
    public long count(long from, long to) {
        long[] count = {0};
        database.query(
                Set.of(SpikingTable.REWIRINGS),
                "SELECT count(*) FROM rewirings WHERE synapse >= ? AND synapse < ?",
                List.of(from, to),
                row -> count[0] = row.getLong(1));
        return count[0];
    }
}
