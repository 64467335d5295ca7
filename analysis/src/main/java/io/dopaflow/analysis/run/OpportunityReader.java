package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Table;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads learning opportunities: which were kept, and all that was recorded of them, a stretch at a time. */
final class OpportunityReader {

    /** About how many rows are held in memory at one time. */
    private static final long ROWS_AT_A_TIME = 400_000;

    /** Silent neurons (all-or-none ones that read out zero) have no arrivals at their targets. */
    private static final String COVERAGE = """
            WITH fan_out AS (SELECT pre AS neuron, count(*) AS n FROM synapses GROUP BY pre),
              targets AS (SELECT DISTINCT post AS neuron FROM synapses),
              s AS (
                SELECT opportunity,
                  count(*) FILTER (WHERE kind = 'onset' AND t.neuron IS NOT NULL) AS onsets,
                  count(*) FILTER (WHERE kind = 'readout' AND t.neuron IS NOT NULL) AS readouts,
                  coalesce(sum(f.n) FILTER (WHERE kind = 'readout' AND amplitude = 0 AND coding = 'all-or-none'), 0)
                    AS silent
                FROM spikes
                  LEFT JOIN neurons USING (neuron)
                  LEFT JOIN targets t USING (neuron)
                  LEFT JOIN fan_out f USING (neuron)
                GROUP BY opportunity),
              a AS (SELECT opportunity, count(*) AS arrivals FROM arrivals GROUP BY opportunity),
              r AS (SELECT opportunity, count(*) AS rewards FROM rewards GROUP BY opportunity),
              w AS (
                SELECT opportunity,
                  count(*) FILTER (WHERE cycle = -1) AS at_start,
                  count(*) FILTER (WHERE cycle = ?) AS at_end
                FROM weights GROUP BY opportunity)
            SELECT opportunity, coalesce(onsets, 0), coalesce(readouts, 0), coalesce(silent, 0), coalesce(arrivals, 0),
              coalesce(rewards, 0), coalesce(at_start, 0), coalesce(at_end, 0)
            FROM s FULL OUTER JOIN a USING (opportunity)
              FULL OUTER JOIN r USING (opportunity)
              LEFT JOIN w USING (opportunity)
            ORDER BY opportunity""";

    private final RunDatabase database;
    private final int neurons;
    private final int targets;
    private final int synapses;
    private final int cycles;

    /**
     * @param neurons number of neurons
     * @param targets number of neurons that are no sources
     * @param synapses number of synapses
     * @param cycles learning cycles of an opportunity
     */
    OpportunityReader(RunDatabase database, int neurons, int targets, int synapses, int cycles) {
        this.database = database;
        this.neurons = neurons;
        this.targets = targets;
        this.synapses = synapses;
        this.cycles = cycles;
    }

    List<OpportunityCoverage> coverage() {
        List<OpportunityCoverage> coverage = new ArrayList<>();
        long windows = (long) cycles * targets;
        database.query(RunTable.LEARNING_CYCLE, COVERAGE, List.of(cycles - 1), row -> {
            SortedMap<String, OpportunityCoverage.Share> shares = new TreeMap<>();
            shares.put("onsets", new OpportunityCoverage.Share(row.getLong(2), windows));
            shares.put("readouts", new OpportunityCoverage.Share(row.getLong(3), windows));
            long arrivals = (long) cycles * synapses - row.getLong(4);
            shares.put("arrivals", new OpportunityCoverage.Share(row.getLong(5), arrivals));
            shares.put("rewards", new OpportunityCoverage.Share(row.getLong(6), cycles));
            shares.put("weights at the start", new OpportunityCoverage.Share(row.getLong(7), synapses));
            shares.put("weights at the end", new OpportunityCoverage.Share(row.getLong(8), synapses));
            coverage.add(new OpportunityCoverage(row.getLong(1), shares));
        });
        return coverage;
    }

    void read(Collection<Long> wanted, Consumer<OpportunityLog> consumer) {
        List<Long> sorted = new ArrayList<>(new TreeSet<>(wanted));
        long rows = (long) cycles * (synapses + 2L * neurons) + 2L * synapses;
        int stretch = (int) Math.min(Integer.MAX_VALUE, Math.max(1, ROWS_AT_A_TIME / Math.max(1, rows)));
        for (int from = 0; from < sorted.size(); from += stretch) {
            readStretch(sorted.subList(from, Math.min(sorted.size(), from + stretch)), consumer);
        }
    }

    private void readStretch(List<Long> wanted, Consumer<OpportunityLog> consumer) {
        SortedMap<Long, OpportunityBuilder> builders = new TreeMap<>();
        Path weightsFile = database.place(RunTable.WEIGHTS);
        for (long opportunity : wanted) {
            builders.put(opportunity, new OpportunityBuilder(opportunity, weightsFile, synapses));
        }
        each(
                builders,
                RunTable.SPIKES,
                "time_ps, neuron, kind, amplitude, cycle",
                "cycle, time_ps, neuron, kind",
                (builder, row) -> builder.spikes()
                        .add(
                                row.getLong(2),
                                row.getInt(3),
                                SpikeReader.kind(database, row.getString(4)),
                                row.getDouble(5),
                                row.getInt(6)));
        each(
                builders,
                RunTable.ARRIVALS,
                "time_ps, synapse, cycle",
                "cycle, time_ps, synapse",
                (builder, row) -> builder.arrivals().add(row.getLong(2), row.getInt(3), row.getInt(4)));
        each(
                builders,
                RunTable.REWARDS,
                "time_ps, cycle, loss, reward",
                "cycle, time_ps",
                (builder, row) -> builder.reward(new RewardRow(
                        row.getLong(2), row.getLong(1), row.getInt(3), row.getDouble(4), row.getDouble(5))));
        each(
                builders,
                RunTable.WEIGHTS,
                "cycle, synapse, theta",
                "cycle, synapse",
                (builder, row) -> builder.weight(row.getInt(2), row.getInt(3), row.getDouble(4)));
        builders.values().forEach(builder -> consumer.accept(builder.build()));
    }

    /** Takes a row that belongs to an opportunity; must not keep it. */
    @FunctionalInterface
    private interface OpportunityRow {
        void accept(OpportunityBuilder builder, ResultSet row) throws SQLException;
    }

    private void each(
            SortedMap<Long, OpportunityBuilder> builders,
            Table table,
            String columns,
            String order,
            OpportunityRow handler) {
        database.query(
                List.of(table),
                "SELECT opportunity, " + columns + " FROM " + table.name()
                        + " WHERE opportunity BETWEEN ? AND ? ORDER BY opportunity, " + order,
                List.of(builders.firstKey(), builders.lastKey()),
                row -> {
                    OpportunityBuilder builder = builders.get(row.getLong(1));
                    if (builder != null) {
                        handler.accept(builder, row);
                    }
                });
    }
}
