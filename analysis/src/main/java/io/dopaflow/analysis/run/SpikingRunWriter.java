package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.TableBuffer;
import io.dopaflow.analysis.store.TableStore;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the tables of a network that spikes freely. */
public final class SpikingRunWriter extends RunOutput implements SpikingRecorder {
    private final SpikingNetwork network;
    private final TableBuffer spikes;
    private final TableBuffer states;

    private final Optional<TableBuffer> weights;
    private final Optional<TableBuffer> rewirings;
    private final Optional<TableBuffer> events;
    private final Optional<TableBuffer> modulators;

    /** Of each modulator: its number among the texts of the column. */
    private final int[] modulatorNumbers;

    /** Of each group: the number of each variable among the texts of the column. */
    private final int[][] numbers;

    /** Of each group: the first cell of the next. */
    private final int[] ends;

    /**
     * Starts to write; returns at once, while the writer thread gets ready.
     *
     * @param directory of the run
     * @param onFailure called once, on the writer thread, when nothing more can be written
     */
    public SpikingRunWriter(RunDirectory directory, SpikingNetwork network, Consumer<StorageException> onFailure) {
        this(directory, network, TableStore.FLUSH_INTERVAL, onFailure);
    }

    SpikingRunWriter(
            RunDirectory directory,
            SpikingNetwork network,
            Duration flushInterval,
            Consumer<StorageException> onFailure) {
        this(directory, network, SpikingTable.of(network), flushInterval, onFailure);
    }

    private SpikingRunWriter(
            RunDirectory directory,
            SpikingNetwork network,
            List<Table> tables,
            Duration flushInterval,
            Consumer<StorageException> onFailure) {
        super(directory, tables, flushInterval, onFailure);
        this.network = network;
        List<String> variables = SpikingTable.variables(network);
        spikes = store().buffer(SpikingTable.SPIKES);
        states = store().buffer(SpikingTable.states(variables));
        weights = buffer(tables, "weights");
        rewirings = buffer(tables, "rewirings");
        events = buffer(tables, "events");
        modulators = buffer(tables, "modulators");
        List<String> names = SpikingTable.modulators(network);
        modulatorNumbers = network.modulators().stream()
                .mapToInt(modulator -> names.indexOf(modulator.name()))
                .toArray();
        numbers = new int[network.groups().size()][];
        ends = new int[numbers.length];
        for (int group = 0; group < numbers.length; group++) {
            numbers[group] = network.groups().get(group) instanceof CellGroup.Population population
                    ? population.model().standard().variables().stream()
                            .mapToInt(variables::indexOf)
                            .toArray()
                    : new int[0];
            ends[group] = network.first(group + 1);
        }
    }

    private Optional<TableBuffer> buffer(List<Table> tables, String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .map(store()::buffer);
    }

    /** Describes the cells; once for a run. Nothing can be read without it: it goes to the disk at once. */
    public void cells() {
        TableBuffer rows = store().buffer(SpikingTable.NEURONS);
        int cell = 0;
        for (CellGroup group : network.groups()) {
            for (int i = 0; i < group.size(); i++) {
                rows.addRow(cell, group.name() + "[" + i + "]", group.name(), i, modelOf(group));
                cell++;
            }
        }
        store().flush(() -> {});
    }

    private static String modelOf(CellGroup group) {
        return group instanceof CellGroup.Population population
                ? (population.model().name() + " " + population.model().synapses()).strip()
                : "train";
    }

    /** Lists all synapses, as the run draws them, those that learn with the weights that they start from; once for a run, of which they may be most of the bytes. */
    public void synapses() {
        TableBuffer rows = store().buffer(SpikingTable.SYNAPSES);
        SynapseList.each(
                network,
                (synapse, projection, pre, post, delayPs, weight) ->
                        rows.addRow(synapse, projection, pre < 0 ? null : pre, post, delayPs, weight));
        store().flush(() -> {});
    }

    @Override
    public void spikes(long[] timesPs, int[] cells, int count) {
        spikes.addAll(timesPs, cells, count);
    }

    @Override
    public void state(long timePs, int cell, int variable, double value) {
        requireFinite(value, "a variable of neuron", cell);
        int group = 0;
        while (ends[group] <= cell) {
            group++;
        }
        states.add(timePs, cell, numbers[group][variable], Double.doubleToRawLongBits(value));
    }

    @Override
    public void synapse(long timePs, long synapse, double weight, double eligibility) {
        requireFinite(weight, "the weight of synapse", synapse);
        if (Double.isInfinite(eligibility)) {
            requireFinite(eligibility, "the eligibility of synapse", synapse);
        }
        weights.orElseThrow()
                .add(timePs, synapse, Double.doubleToRawLongBits(weight), Double.doubleToRawLongBits(eligibility));
    }

    @Override
    public void released(long timePs, int modulator, double amount) {
        requireFinite(amount, "an amount of modulator", modulator);
        events.orElseThrow().addRow(timePs, 0, modulatorNumbers[modulator], amount);
    }

    @Override
    public void concentration(long timePs, int modulator, double value) {
        requireFinite(value, "the concentration of modulator", modulator);
        modulators.orElseThrow().addRow(timePs, modulatorNumbers[modulator], value);
    }

    @Override
    public void rewired(long timePs, long synapse, int pre) {
        rewirings.orElseThrow().addRow(timePs, synapse, pre);
    }
}
