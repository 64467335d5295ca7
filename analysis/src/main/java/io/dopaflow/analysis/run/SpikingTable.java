package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Column;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.reward.Modulator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of a network that spikes freely: columns as they stand in the Parquet files, and the order of the rows. */
final class SpikingTable {
    static final Table SPIKES = Table.of("spikes", "time_ps, neuron", "time_ps BIGINT, neuron INTEGER");

    /** As it is read; what writes it knows the variables. */
    static final Table STATES = new Table(
            "states", List.of(), Column.list("time_ps BIGINT, neuron INTEGER, variable VARCHAR, value DOUBLE"));

    static final Table NEURONS = Table.of(
            "neurons", "neuron", "neuron INTEGER, name VARCHAR, population VARCHAR, index INTEGER, model VARCHAR");
    static final Table SYNAPSES = Table.of(
            "synapses",
            "synapse",
            "synapse BIGINT, projection VARCHAR, pre INTEGER, post INTEGER, delay_ps BIGINT, weight DOUBLE");

    static final Table WEIGHTS = Table.of(
            "weights", "time_ps, synapse", "time_ps BIGINT, synapse BIGINT, weight DOUBLE, eligibility DOUBLE");

    /** As they are read; what writes them knows the modulators. */
    static final Table EVENTS =
            new Table("events", List.of(), Column.list("time_ps BIGINT, kind VARCHAR, name VARCHAR, amount DOUBLE"));

    static final Table MODULATORS =
            new Table("modulators", List.of(), Column.list("time_ps BIGINT, modulator VARCHAR, value DOUBLE"));

    static final Table REWIRINGS =
            Table.of("rewirings", "time_ps, synapse", "time_ps BIGINT, synapse BIGINT, pre INTEGER");

    /** What networks have that learn, that are rewired, or that a modulator reaches. */
    private static final List<Table> OF_LEARNING = List.of(WEIGHTS, REWIRINGS, EVENTS, MODULATORS);

    /** The tables that networks which spike freely may have. */
    static final List<Table> SPIKING_NETWORK = Stream.concat(
                    Stream.of(SPIKES, STATES, NEURONS, SYNAPSES), OF_LEARNING.stream())
            .toList();

    /** The one kind of event so far. */
    static final String RELEASED = "released";

    private SpikingTable() {}

    /** The tables that a network has, as they are written: weights where synapses learn, rewirings where they are replaced, modulators where there are any. */
    static List<Table> of(SpikingNetwork network) {
        List<Table> tables = new ArrayList<>(List.of(SPIKES, states(variables(network)), NEURONS, SYNAPSES));
        if (network.projections().stream()
                .anyMatch(projection -> projection.model().learns())) {
            tables.add(WEIGHTS);
        }
        if (network.isRewired()) {
            tables.add(REWIRINGS);
        }
        List<String> names = modulators(network);
        if (!names.isEmpty()) {
            tables.add(events(names));
            tables.add(modulators(names));
        }
        return tables;
    }

    /** The names of a network's modulators, sorted. */
    static List<String> modulators(SpikingNetwork network) {
        return network.modulators().stream().map(Modulator::name).sorted().toList();
    }

    private static Table events(List<String> names) {
        return new Table(
                "events",
                List.of("time_ps", "name"),
                List.of(
                        new Column("time_ps", Column.Type.BIGINT),
                        new Column("kind", Column.Type.VARCHAR, List.of(RELEASED)),
                        new Column("name", Column.Type.VARCHAR, names),
                        new Column("amount", Column.Type.DOUBLE)));
    }

    private static Table modulators(List<String> names) {
        return new Table(
                "modulators",
                List.of("time_ps", "modulator"),
                List.of(
                        new Column("time_ps", Column.Type.BIGINT),
                        new Column("modulator", Column.Type.VARCHAR, names),
                        new Column("value", Column.Type.DOUBLE)));
    }

    /** The names of all variables of a network's models, sorted. */
    static List<String> variables(SpikingNetwork network) {
        return network.groups().stream()
                .filter(CellGroup.Population.class::isInstance)
                .map(CellGroup.Population.class::cast)
                .flatMap(population -> population.model().standard().variables().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The table of states of a network with these variables. */
    static Table states(List<String> variables) {
        List<Column> columns = new ArrayList<>(STATES.columns());
        columns.set(2, new Column("variable", Column.Type.VARCHAR, variables));
        return new Table(
                "states",
                variables.isEmpty() ? List.of("time_ps", "neuron") : List.of("time_ps", "neuron", "variable"),
                columns);
    }
}
