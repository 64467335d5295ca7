package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Table;
import io.dopaflow.models.network.Network;
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

/**
 * Reads learning opportunities: which were kept, and all that was recorded of them, a stretch at a time.
 *
 * @param cycles learning cycles of an opportunity
 */
record OpportunityReader(RunDatabase database, Network network, int cycles) {

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

    List<OpportunityCoverage> coverage() {
        List<OpportunityCoverage> coverage = new ArrayList<>();
        int synapses = network.synapseCount();
        long windows = (long) cycles * (network.neuronCount() - network.sources().length);
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
        int synapses = network.synapseCount();
        long rows = (long) cycles * (synapses + 2L * network.neuronCount()) + 2L * synapses;
        int stretch = (int) Math.min(Integer.MAX_VALUE, Math.max(1, ROWS_AT_A_TIME / Math.max(1, rows)));
        for (int from = 0; from < sorted.size(); from += stretch) {
            readStretch(sorted.subList(from, Math.min(sorted.size(), from + stretch)), consumer);
        }
    }

    private void readStretch(List<Long> wanted, Consumer<OpportunityLog> consumer) {
        SortedMap<Long, OpportunityLog> logs = new TreeMap<>();
        wanted.forEach(opportunity -> logs.put(opportunity, new OpportunityLog(opportunity)));
        each(
                logs,
                RunTable.SPIKES,
                "time_ps, neuron, kind, amplitude, cycle",
                "cycle, time_ps, neuron, kind",
                (log, row) -> log.spikes.add(new SpikeRow(
                        row.getLong(2),
                        row.getInt(3),
                        SpikeReader.kind(database, row.getString(4)),
                        row.getDouble(5),
                        row.getLong(1),
                        row.getInt(6))));
        each(
                logs,
                RunTable.ARRIVALS,
                "time_ps, synapse, cycle",
                "cycle, time_ps, synapse",
                (log, row) ->
                        log.arrivals.add(new ArrivalRow(row.getLong(2), row.getInt(3), row.getLong(1), row.getInt(4))));
        each(
                logs,
                RunTable.REWARDS,
                "time_ps, cycle, loss, reward",
                "cycle, time_ps",
                (log, row) -> log.rewards.add(new RewardRow(
                        row.getLong(2), row.getLong(1), row.getInt(3), row.getDouble(4), row.getDouble(5))));
        Path file = database.place(RunTable.WEIGHTS);
        int synapses = network.synapseCount();
        each(logs, RunTable.WEIGHTS, "cycle, synapse, theta, weight", "cycle, synapse", (log, row) -> {
            int cycle = row.getInt(2);
            String moment = "opportunity " + log.opportunity() + ", cycle " + cycle;
            log.logWeights
                    .computeIfAbsent(cycle, now -> new PartialWeights(file, moment, synapses))
                    .put(row.getInt(3), row.getDouble(4));
            log.weights
                    .computeIfAbsent(cycle, now -> new PartialWeights(file, moment, synapses))
                    .put(row.getInt(3), row.getDouble(5));
        });
        logs.values().forEach(consumer);
    }

    /** Takes a row that belongs to an opportunity; must not keep it. */
    @FunctionalInterface
    private interface OpportunityRow {
        void accept(OpportunityLog log, ResultSet row) throws SQLException;
    }

    private void each(
            SortedMap<Long, OpportunityLog> logs, Table table, String columns, String order, OpportunityRow handler) {
        database.query(
                List.of(table),
                "SELECT opportunity, " + columns + " FROM " + table.name()
                        + " WHERE opportunity BETWEEN ? AND ? ORDER BY opportunity, " + order,
                List.of(logs.firstKey(), logs.lastKey()),
                row -> {
                    OpportunityLog log = logs.get(row.getLong(1));
                    if (log != null) {
                        handler.accept(log, row);
                    }
                });
    }
}
