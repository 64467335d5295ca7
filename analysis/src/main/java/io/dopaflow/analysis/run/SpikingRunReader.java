package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.spiking.SpikingNetwork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the run directory of a network that spikes freely, of a run that ended or was killed. Memory is bounded whatever the
 * length of the run. Not thread-safe.
 *
 * <p>Every method throws {@link FileException}, which names the file, when what it needs is missing or damaged.
 */
public final class SpikingRunReader implements RecordedSpikes, AutoCloseable {
    private final RunDirectory directory;
    private final RunManifest manifest;
    private final RunDatabase database;
    private final NetworkCells cells;

    private SpikingRunReader(RunDirectory directory, RunManifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
        this.database = new RunDatabase(directory.path());
        boolean read = false;
        try {
            this.cells = readCells();
            read = true;
        } finally {
            if (!read) {
                database.close();
            }
        }
    }

    /**
     * Opens a run directory.
     *
     * @throws FileException if the path is no directory of a run of this family or its manifest cannot be read
     */
    public static SpikingRunReader open(Path path) {
        RunDirectory directory = RunDirectory.of(path);
        return new SpikingRunReader(directory, directory.manifest(SpikingNetwork.FAMILY));
    }

    /** The directory that is read. */
    public RunDirectory directory() {
        return directory;
    }

    /** What the run was and how it ended. */
    public RunManifest manifest() {
        return manifest;
    }

    @Override
    public String name() {
        return manifest.name();
    }

    @Override
    public NetworkCells cells() {
        return cells;
    }

    /** The biological time that the run simulated, in ps: all that was planned if it was killed. */
    @Override
    public long endPs() {
        RunWork.OfNetwork work = manifest.networkWork();
        return manifest.status() == RunStatus.RUNNING ? work.plannedPs() : work.donePs();
    }

    /** Takes a recorded state. */
    @FunctionalInterface
    public interface StateTaker {
        /** The value of a variable of a cell at a time in ps. */
        void take(long timePs, int cell, String variable, double value);
    }

    @Override
    public void spikes(SpikeSelection selection, SpikeTaker taker) {
        database.query(
                Set.of(SpikingTable.SPIKES),
                "SELECT time_ps, neuron FROM spikes" + selection.conditionInSql(endPs()) + " ORDER BY time_ps, neuron"
                        + selection.limitInSql(),
                List.of(selection.fromPs(), selection.toPs()),
                row -> taker.take(row.getLong(1), known(row.getInt(2), SpikingTable.SPIKES)));
    }

    /**
     * Hands over states in the order of time, at one time of cell and variable.
     *
     * @throws IllegalArgumentException if the selection asks for times at which the run was not
     */
    public void states(SpikeSelection selection, StateTaker taker) {
        database.query(
                Set.of(SpikingTable.STATES),
                "SELECT time_ps, neuron, variable, value FROM states" + selection.conditionInSql(endPs())
                        + " ORDER BY time_ps, neuron, variable" + selection.limitInSql(),
                List.of(selection.fromPs(), selection.toPs()),
                row -> taker.take(
                        row.getLong(1), known(row.getInt(2), SpikingTable.STATES), row.getString(3), row.getDouble(4)));
    }

    /**
     * How many values were recorded of a variable of a cell.
     *
     * @param cell its id
     * @param variable as the model names it
     */
    public record RecordedState(int cell, String variable, long values) {}

    /** Which states were recorded, by cell and variable. */
    public List<RecordedState> recordedStates(SpikeSelection selection) {
        List<RecordedState> recorded = new ArrayList<>();
        database.query(
                Set.of(SpikingTable.STATES),
                "SELECT neuron, variable, count(*) FROM states" + selection.conditionInSql(endPs())
                        + " GROUP BY 1, 2 ORDER BY 1, 2",
                List.of(selection.fromPs(), selection.toPs()),
                row -> recorded.add(new RecordedState(
                        known(row.getInt(1), SpikingTable.STATES), row.getString(2), row.getLong(3))));
        return recorded;
    }

    /** The recorded weights of synapses that learn. */
    public WeightRows weights() {
        return new WeightRows(database);
    }

    /**
     * Counts over the recorded weights of synapses.
     *
     * @param from the first synapse
     * @param to behind the last one
     */
    public WeightTallies weights(long from, long to) {
        return new WeightTallies(database, SpikingTable.WEIGHTS, from, to);
    }

    /** Whether the run has a table of weights, which those of networks have whose synapses learn. */
    public boolean hasWeights() {
        return database.exists(SpikingTable.WEIGHTS);
    }

    /** The synapses that were replaced. */
    public RewiringRows rewirings() {
        return new RewiringRows(database);
    }

    /** Whether the run has a table of modulators, which those of networks have that modulators reach. */
    public boolean hasModulators() {
        return database.exists(SpikingTable.MODULATORS);
    }

    /** What was recorded of modulators. */
    public ModulatorRows modulators() {
        return new ModulatorRows(database);
    }

    /** Counts over the synapses. */
    public SynapseTallies synapses() {
        return new SynapseTallies(database);
    }

    @Override
    public void close() {
        database.close();
    }

    private int known(int cell, Table table) {
        if (cell < 0 || cell >= cells.count()) {
            throw new WrongFileException(
                    database.place(table),
                    "found a row of neuron " + cell + ", the network has 0 to " + (cells.count() - 1));
        }
        return cell;
    }

    private NetworkCells readCells() {
        List<NetworkCells.Group> groups = new ArrayList<>();
        int[] behind = {0};
        database.query(
                Set.of(SpikingTable.NEURONS),
                "SELECT population, min(neuron), max(neuron), count(*), any_value(model) FROM neurons"
                        + " GROUP BY population ORDER BY 2",
                List.of(),
                row -> {
                    int first = row.getInt(2);
                    int size = row.getInt(4);
                    if (first != behind[0] || row.getInt(3) - first != size - 1) {
                        throw new WrongFileException(
                                database.place(SpikingTable.NEURONS),
                                "damaged, the neurons of " + row.getString(1) + " do not follow one another");
                    }
                    behind[0] += size;
                    groups.add(new NetworkCells.Group(row.getString(1), first, size, row.getString(5)));
                });
        if (groups.isEmpty()) {
            throw new WrongFileException(
                    database.place(SpikingTable.NEURONS),
                    "found no neurons; the run was ended before it described them");
        }
        return new NetworkCells(groups);
    }
}
