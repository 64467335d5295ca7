package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.DuckDb;
import io.dopaflow.analysis.store.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Counts over the recorded weights of a range of synapses, made where the table is. */
public final class WeightTallies {
    private final RunDatabase database;
    private final Table table;
    private final long from;
    private final long to;

    /**
     * Of synapses.
     *
     * @param table of weights, of the family
     * @param from the first synapse
     * @param to behind the last one
     */
    WeightTallies(RunDatabase database, Table table, long from, long to) {
        this.database = database;
        this.table = table;
        this.from = from;
        this.to = to;
    }

    private void query(String sql, List<?> parameters, DuckDb.RowHandler handler) {
        List<Object> all = new ArrayList<>(parameters);
        all.add(from);
        all.add(to);
        database.query(Set.of(table), sql, all, handler);
    }

    /** The times at which the most synapses were recorded, ascending; none if none ever was. */
    public long[] times() {
        List<Long> times = new ArrayList<>();
        query(
                "WITH counts AS (SELECT time_ps, count(*) AS n FROM weights WHERE synapse >= ? AND synapse < ? GROUP BY 1)"
                        + " SELECT time_ps FROM counts WHERE n = (SELECT max(n) FROM counts) ORDER BY 1",
                List.of(),
                row -> times.add(row.getLong(1)));
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * The weights at a time.
     *
     * @param synapses how many
     * @param mean of the weights, with their sign
     * @param deviation their standard deviation
     * @param nearLeast the share of weights whose size is up to a bound
     * @param nearMost the share of weights whose size is from a bound
     */
    public record Distribution(long synapses, double mean, double deviation, double nearLeast, double nearMost) {}

    /**
     * A range of weights with their sign.
     *
     * @param low the lower end
     * @param high the upper end, at least the lower one
     */
    public record Range(double low, double high) {}

    /** From the least to the largest weight that was recorded, at least one. */
    public Range range() {
        List<Range> found = new ArrayList<>();
        query(
                "SELECT min(weight), max(weight) FROM weights WHERE synapse >= ? AND synapse < ?",
                List.of(),
                row -> found.add(new Range(row.getDouble(1), row.getDouble(2))));
        return found.get(0);
    }

    /**
     * How weights are distributed at a time.
     *
     * @param least sizes up to this are near the least
     * @param most sizes from this are near the largest
     */
    public Distribution at(long timePs, double least, double most) {
        List<Distribution> found = new ArrayList<>();
        query(
                "SELECT count(*), coalesce(avg(weight), 0), coalesce(stddev_pop(weight), 0),"
                        + " coalesce(avg(CAST(abs(weight) <= ? AS INTEGER)), 0),"
                        + " coalesce(avg(CAST(abs(weight) >= ? AS INTEGER)), 0)"
                        + " FROM weights WHERE time_ps = ? AND synapse >= ? AND synapse < ?",
                List.of(least, most, timePs),
                row -> found.add(new Distribution(
                        row.getLong(1), row.getDouble(2), row.getDouble(3), row.getDouble(4), row.getDouble(5))));
        return found.get(0);
    }

    /**
     * How many weights are in equal bins at times.
     *
     * @param low the lower end of the first bin
     * @param high the upper end of the last one, which has it
     * @return by time, then by bin
     */
    public double[][] counts(long[] timesPs, double low, double high, int bins) {
        double[][] counts = new double[timesPs.length][bins];
        query(
                "SELECT time_ps, greatest(0, least(CAST(floor((weight - ?) / ?) AS INTEGER), ?)), count(*) FROM weights"
                        + " WHERE time_ps IN (" + listed(timesPs) + ") AND synapse >= ? AND synapse < ? GROUP BY 1, 2",
                List.of(low, (high - low) / bins, bins - 1),
                row -> counts[Arrays.binarySearch(timesPs, row.getLong(1))][row.getInt(2)] += row.getLong(3));
        return counts;
    }

    /** The 5 %, 50 % and 95 % quantiles at times, by these, then by time. */
    public double[][] quantiles(long... timesPs) {
        double[][] quantiles = new double[3][timesPs.length];
        query(
                "SELECT time_ps, quantile_cont(weight, 0.05), quantile_cont(weight, 0.5), quantile_cont(weight, 0.95)"
                        + " FROM weights WHERE time_ps IN (" + listed(timesPs)
                        + ") AND synapse >= ? AND synapse < ? GROUP BY 1",
                List.of(),
                row -> {
                    int time = Arrays.binarySearch(timesPs, row.getLong(1));
                    for (int q = 0; q < 3; q++) {
                        quantiles[q][time] = row.getDouble(q + 2);
                    }
                });
        return quantiles;
    }

    /** The synapses of which weights were recorded most often, and of these those whose weights span most; of equals some from all over. */
    public long[] widest(int most) {
        return ranked("max(weight) - min(weight)", most);
    }

    /** The same by the largest size of the eligibility; none if no synapse has one. */
    public long[] mostEligible(int most) {
        return ranked("max(abs(eligibility))", most);
    }

    private long[] ranked(String by, int most) {
        List<Long> synapses = new ArrayList<>();
        query(
                "SELECT synapse FROM (SELECT synapse, count(*) AS n, " + by + " AS width FROM weights"
                        + " WHERE synapse >= ? AND synapse < ? GROUP BY 1) WHERE width IS NOT NULL"
                        + " ORDER BY n DESC, width DESC, hash(synapse), synapse LIMIT " + most,
                List.of(),
                row -> synapses.add(row.getLong(1)));
        return synapses.stream().mapToLong(Long::longValue).toArray();
    }

    /** How many values each of some synapses has, at most. */
    public long values(long... synapses) {
        long[] most = {0};
        query(
                "SELECT count(*) FROM weights WHERE synapse IN (" + listed(synapses)
                        + ") AND synapse >= ? AND synapse < ? GROUP BY synapse",
                List.of(),
                row -> most[0] = Math.max(most[0], row.getLong(1)));
        return most[0];
    }

    /** Hands over all values of some synapses in the order of time. */
    public void of(long[] synapses, WeightRows.Taker taker) {
        query(
                "SELECT time_ps, synapse, weight, coalesce(eligibility, 'nan'::DOUBLE) FROM weights WHERE synapse IN ("
                        + listed(synapses) + ") AND synapse >= ? AND synapse < ? ORDER BY time_ps, synapse",
                List.of(),
                row -> taker.take(row.getLong(1), row.getLong(2), row.getDouble(3), row.getDouble(4)));
    }

    private static String listed(long... numbers) {
        return numbers.length == 0
                ? "NULL"
                : LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(", "));
    }
}
