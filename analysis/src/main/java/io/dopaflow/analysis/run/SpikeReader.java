package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads spikes that pass the filters of a {@link SpikeQuery}. */
record SpikeReader(RunDatabase database, Network network) {

    static SpikeKind kind(RunDatabase database, String text) {
        return SpikeKind.of(text)
                .orElseThrow(() -> new WrongFileException(
                        database.place(RunTable.SPIKES), "kind: found " + text + ", allowed is onset or readout"));
    }

    void read(SpikeQuery query, Consumer<SpikeRow> consumer) {
        Condition condition = condition(query);
        database.query(
                Set.of(RunTable.SPIKES),
                "SELECT time_ps, neuron, kind, amplitude, opportunity, cycle FROM spikes" + condition.text()
                        + " ORDER BY time_ps, neuron, kind"
                        + (query.limit().isPresent() ? " LIMIT " + query.limit().getAsLong() : ""),
                condition.parameters,
                row -> consumer.accept(new SpikeRow(
                        row.getLong(1),
                        neuron(row.getInt(2)),
                        kind(database, row.getString(3)),
                        row.getDouble(4),
                        row.getLong(5),
                        row.getInt(6))));
    }

    /** An id that the network has. */
    int neuron(int id) {
        if (id < 0 || id >= network.neuronCount()) {
            throw new WrongFileException(
                    database.place(RunTable.SPIKES),
                    "found a spike of neuron " + id + ", the network has 0 to " + (network.neuronCount() - 1));
        }
        return id;
    }

    private Condition condition(SpikeQuery query) {
        Condition condition = new Condition();
        if (!query.neurons().isEmpty()) {
            requireNeurons(query.neurons());
            condition.add(among(neuron -> query.neurons().contains(neuron.name())
                    || query.neurons().contains(Integer.toString(neuron.id()))));
        }
        if (!query.depths().isEmpty()) {
            requireDepths(query.depths());
            condition.add(among(neuron -> query.depths().contains(network.depthOf(neuron.id()))));
        }
        query.fromPs().ifPresent(time -> condition.add("time_ps >= ?", time));
        query.beforePs().ifPresent(time -> condition.add("time_ps < ?", time));
        query.firstOpportunity().ifPresent(first -> condition.add("opportunity >= ?", first));
        query.lastOpportunity().ifPresent(last -> condition.add("opportunity <= ?", last));
        query.kind().ifPresent(kind -> condition.add("kind = ?", kind.text()));
        return condition;
    }

    /** A term for the spikes of some neurons. */
    private String among(Predicate<Neuron> isWanted) {
        return network.neurons().stream()
                .filter(isWanted)
                .map(neuron -> Integer.toString(neuron.id()))
                .collect(Collectors.joining(", ", "neuron IN (", ")"));
    }

    private void requireNeurons(Set<String> namesOrIds) {
        Set<String> unknown = new TreeSet<>(namesOrIds);
        for (Neuron neuron : network.neurons()) {
            unknown.remove(neuron.name());
            unknown.remove(Integer.toString(neuron.id()));
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("neurons " + String.join(", ", unknown)
                    + ": found none of that name or id; allowed are ids 0 to " + (network.neuronCount() - 1)
                    + " and names such as "
                    + network.neurons().stream().limit(5).map(Neuron::name).collect(Collectors.joining(", ")));
        }
    }

    private void requireDepths(Set<Integer> depths) {
        for (int depth : depths) {
            if (depth < 0 || depth > network.depth()) {
                throw new IllegalArgumentException(
                        "depth " + depth + ": found none; allowed are 0 to " + network.depth());
            }
        }
    }

    /** A WHERE clause that grows; what a user wrote comes as a parameter, never as text. */
    private static final class Condition {

        private final List<String> terms = new ArrayList<>();
        private final List<Object> parameters = new ArrayList<>();

        void add(String term, Object... values) {
            terms.add(term);
            parameters.addAll(List.of(values));
        }

        String text() {
            return terms.isEmpty() ? "" : " WHERE " + String.join(" AND ", terms);
        }
    }
}
