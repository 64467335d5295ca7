package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.Column;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.util.ArrayList;
import java.util.List;

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

    /** The tables of a network that spikes freely. */
    static final List<Table> SPIKING_NETWORK = List.of(SPIKES, STATES, NEURONS, SYNAPSES);

    private SpikingTable() {}

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
