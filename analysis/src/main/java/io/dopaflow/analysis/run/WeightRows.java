package io.dopaflow.analysis.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the recorded weights of synapses that learn, of a range of synapses each time. */
public final class WeightRows {
    private final RunDatabase database;

    WeightRows(RunDatabase database) {
        this.database = database;
    }

    /** Takes a recorded weight. */
    @FunctionalInterface
    public interface Taker {
        /**
         * A synapse at a time.
         *
         * @param weight with its sign
         * @param eligibility NaN for a synapse without one
         */
        void take(long timePs, long synapse, double weight, double eligibility);
    }

    /**
     * Hands over weights in the order of time, at one time of synapse.
     *
     * @param from the first synapse
     * @param to behind the last one
     */
    public void each(long from, long to, Taker taker) {
        rows(" WHERE synapse >= ? AND synapse < ? ORDER BY time_ps, synapse", List.of(from, to), taker);
    }

    /** The same, synapse by synapse. */
    public void bySynapse(long from, long to, Taker taker) {
        rows(" WHERE synapse >= ? AND synapse < ? ORDER BY synapse, time_ps", List.of(from, to), taker);
    }

    /** The same from one time to another, both included, in the order of time. */
    public void between(long firstPs, long lastPs, long from, long to, Taker taker) {
        rows(
                " WHERE time_ps BETWEEN ? AND ? AND synapse >= ? AND synapse < ? ORDER BY time_ps, synapse",
                List.of(firstPs, lastPs, from, to),
                taker);
    }

    private void rows(String which, List<?> parameters, Taker taker) {
        database.query(
                Set.of(SpikingTable.WEIGHTS),
                "SELECT time_ps, synapse, weight, coalesce(eligibility, 'nan'::DOUBLE) FROM weights" + which,
                parameters,
                row -> taker.take(row.getLong(1), row.getLong(2), row.getDouble(3), row.getDouble(4)));
    }

    /**
     * A time at which weights were recorded.
     *
     * @param timePs in ps
     * @param synapses of how many
     */
    public record Recorded(long timePs, long synapses) {}

    /** When weights of a range of synapses were recorded, ascending. */
    public List<Recorded> times(long from, long to) {
        List<Recorded> times = new ArrayList<>();
        database.query(
                Set.of(SpikingTable.WEIGHTS),
                "SELECT time_ps, count(*) FROM weights WHERE synapse >= ? AND synapse < ? GROUP BY 1 ORDER BY 1",
                List.of(from, to),
                row -> times.add(new Recorded(row.getLong(1), row.getLong(2))));
        return times;
    }

    /** The synapses of a range of which weights were recorded, ascending. */
    public long[] synapses(long from, long to) {
        List<Long> synapses = new ArrayList<>();
        database.query(
                Set.of(SpikingTable.WEIGHTS),
                "SELECT DISTINCT synapse FROM weights WHERE synapse >= ? AND synapse < ? ORDER BY 1",
                List.of(from, to),
                row -> synapses.add(row.getLong(1)));
        return synapses.stream().mapToLong(Long::longValue).toArray();
    }
}
