package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads spikes that pass the filters of a {@link SpikeQuery}. */
final class SpikeReader {

    private final RunDatabase database;
    private final Network network;

    SpikeReader(RunDatabase database, Network network) {
        this.database = database;
        this.network = network;
    }

    static SpikeKind kind(RunDatabase database, String text) {
        return SpikeKind.of(text)
                .orElseThrow(() -> new WrongFileException(
                        database.place(RunTable.SPIKES), "kind: found " + text + ", allowed is onset or readout"));
    }

    void read(SpikeQuery query, Consumer<SpikeRow> consumer) {
        Condition condition = condition(query);
        database.query(
                condition.tables,
                "SELECT time_ps, neuron, kind, amplitude, opportunity, cycle FROM spikes" + condition.text()
                        + " ORDER BY time_ps, neuron, kind" + limit(query),
                condition.parameters,
                row -> consumer.accept(new SpikeRow(
                        row.getLong(1),
                        neuron(row.getInt(2)),
                        kind(database, row.getString(3)),
                        row.getDouble(4),
                        row.getLong(5),
                        row.getInt(6))));
    }

    List<SpikeStatistics> statistics(SpikeQuery query) {
        Condition condition = condition(query);
        condition.add("amplitude <> 0", List.of());
        List<SpikeStatistics> statistics = new ArrayList<>();
        database.query(
                condition.tables,
                "SELECT neuron, kind, count(*), min(time_ps), max(time_ps), avg(amplitude), min(pause), avg(pause),"
                        + " max(pause), stddev_pop(pause)"
                        + " FROM (SELECT neuron, kind, time_ps, amplitude,"
                        + " time_ps - lag(time_ps) OVER (PARTITION BY neuron, kind ORDER BY time_ps) AS pause"
                        + " FROM (SELECT * FROM spikes" + condition.text()
                        + (query.limit().isPresent() ? " ORDER BY time_ps, neuron, kind" + limit(query) : "") + "))"
                        + " GROUP BY neuron, kind ORDER BY neuron, kind",
                condition.parameters,
                row -> statistics.add(statistics(row)));
        return statistics;
    }

    private int neuron(int id) {
        if (id < 0 || id >= network.neuronCount()) {
            throw new WrongFileException(
                    database.place(RunTable.SPIKES),
                    "found a spike of neuron " + id + ", the network has 0 to " + (network.neuronCount() - 1));
        }
        return id;
    }

    private SpikeStatistics statistics(ResultSet row) throws SQLException {
        long count = row.getLong(3);
        return new SpikeStatistics(
                neuron(row.getInt(1)),
                kind(database, row.getString(2)),
                count,
                row.getLong(4),
                row.getLong(5),
                row.getDouble(6),
                count < 2
                        ? Optional.empty()
                        : Optional.of(new SpikeStatistics.Intervals(
                                row.getLong(7), row.getDouble(8), row.getLong(9), row.getDouble(10))));
    }

    private static String limit(SpikeQuery query) {
        return query.limit().isPresent() ? " LIMIT " + query.limit().getAsLong() : "";
    }

    private Condition condition(SpikeQuery query) {
        Condition condition = new Condition();
        if (!query.neurons().isEmpty()) {
            condition.addIn("neuron", neuronIds(query.neurons()));
        }
        if (!query.layers().isEmpty()) {
            requireLayers(query.layers());
            condition.tables.add(RunTable.NEURONS);
            condition.add(
                    "neuron IN (SELECT neuron FROM neurons WHERE layer IN (" + marks(query.layers()) + "))",
                    query.layers());
        }
        query.fromPs().ifPresent(time -> condition.add("time_ps >= ?", List.of(time)));
        query.beforePs().ifPresent(time -> condition.add("time_ps < ?", List.of(time)));
        query.firstOpportunity().ifPresent(first -> condition.add("opportunity >= ?", List.of(first)));
        query.lastOpportunity().ifPresent(last -> condition.add("opportunity <= ?", List.of(last)));
        query.kind().ifPresent(kind -> condition.add("kind = ?", List.of(kind.text())));
        return condition;
    }

    private Set<Integer> neuronIds(Set<String> namesOrIds) {
        Set<Integer> ids = new TreeSet<>();
        Set<String> unknown = new TreeSet<>(namesOrIds);
        for (Neuron neuron : network.neurons()) {
            String id = Integer.toString(neuron.id());
            if (namesOrIds.contains(neuron.name()) || namesOrIds.contains(id)) {
                ids.add(neuron.id());
                unknown.remove(neuron.name());
                unknown.remove(id);
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("neurons " + String.join(", ", unknown)
                    + ": found none of that name or id; allowed are ids 0 to " + (network.neuronCount() - 1)
                    + " and names such as "
                    + network.neurons().stream().limit(5).map(Neuron::name).collect(Collectors.joining(", ")));
        }
        return ids;
    }

    private void requireLayers(Set<Integer> layers) {
        for (int layer : layers) {
            if (layer < 0 || layer > network.depth()) {
                throw new IllegalArgumentException(
                        "layer " + layer + ": found none; allowed are 0 to " + network.depth());
            }
        }
    }

    private static String marks(Set<?> values) {
        return values.stream().map(value -> "?").collect(Collectors.joining(", "));
    }

    /** A WHERE clause that grows; values are parameters, never text. */
    private static final class Condition {

        private final Set<Table> tables = new HashSet<>(Set.of(RunTable.SPIKES));
        private final List<String> terms = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();

        void add(String term, Iterable<?> values) {
            terms.add(term);
            values.forEach(parameters::add);
        }

        void addIn(String column, Set<Integer> values) {
            add(column + " IN (" + marks(values) + ")", values);
        }

        String text() {
            return terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms);
        }
    }
}
