package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.FileException;
import io.dopaflow.models.cycle.CycleTiming;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads a run directory, of a run that ended or was killed. Memory is bounded whatever the length of the run, except for
 * lists of one entry per snapshot or recorded opportunity. Not thread-safe.
 *
 * <p>Every method throws {@link FileException}, which names the file, when what it needs is missing or damaged.
 */
public final class RunReader implements AutoCloseable {

    private final RunDirectory directory;
    private final RunManifest manifest;
    private final RunDatabase database;
    private Optional<Network> network = Optional.empty();

    private RunReader(RunDirectory directory, RunManifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
        this.database = new RunDatabase(directory.path());
    }

    /**
     * Opens a run directory.
     *
     * @throws FileException if the path is no directory of a run of learning cycles or its manifest cannot be read
     */
    public static RunReader open(Path path) {
        RunDirectory directory = RunDirectory.of(path);
        return new RunReader(directory, directory.manifest(LearningCycle.FAMILY));
    }

    /** The directory that is read. */
    public RunDirectory directory() {
        return directory;
    }

    /** What the run was and how it ended. */
    public RunManifest manifest() {
        return manifest;
    }

    /** The text of {@code scenario.yaml}. */
    public String scenario() {
        return directory.scenario();
    }

    /** Whether {@code scenario.yaml} is still what the manifest's digest was computed from. */
    public boolean scenarioIsUnchanged() {
        return directory.hasScenarioOf(manifest);
    }

    /** The network that learnt. */
    public Network network() {
        Network read = network.orElseGet(() -> new NetworkReader(database).read());
        network = Optional.of(read);
        return read;
    }

    /** Learning cycles in each opportunity, as the manifest says; 0 if nothing was planned. */
    public int cyclesPerOpportunity() {
        RunWork.OfCycles work = manifest.cycleWork();
        return work.opportunities() == 0 ? 0 : Math.toIntExact(work.cyclesPlanned() / work.opportunities());
    }

    /** How well the network did, in order of time. */
    public List<Progress> progress() {
        return new ScoreReader(database).progress(RunTable.PROGRESS, "cycles");
    }

    /** Hands over every recorded reward, in order of time. */
    public void rewards(Consumer<RewardRow> consumer) {
        database.query(
                Set.of(RunTable.REWARDS),
                "SELECT time_ps, opportunity, cycle, loss, reward FROM rewards ORDER BY time_ps",
                List.of(),
                row -> consumer.accept(new RewardRow(
                        row.getLong(1), row.getLong(2), row.getInt(3), row.getDouble(4), row.getDouble(5))));
    }

    /** When the weights of all synapses were recorded, in order of time. */
    public List<WeightSnapshot> snapshots() {
        return weights().snapshots();
    }

    /** Theta by synapse at one moment. */
    public double[] logWeights(WeightSnapshot snapshot) {
        return at("theta", snapshot);
    }

    /** The weights themselves by synapse at one moment. */
    public double[] weights(WeightSnapshot snapshot) {
        return at("weight", snapshot);
    }

    private double[] at(String column, WeightSnapshot snapshot) {
        List<double[]> found = new ArrayList<>(1);
        weights().read(column, List.of(snapshot), (moment, values) -> found.add(values));
        return found.get(0);
    }

    /**
     * Hands over theta at many moments, in order of time; much faster than one by one.
     *
     * @param consumer takes each moment and theta by synapse; may keep the array
     */
    public void logWeights(Collection<WeightSnapshot> wanted, BiConsumer<WeightSnapshot, double[]> consumer) {
        weights().read("theta", wanted, consumer);
    }

    /** How much was kept of each opportunity of which there are any spikes, arrivals or rewards, in order. */
    public List<OpportunityCoverage> coverage() {
        return opportunities().coverage();
    }

    /** Hands over all that was recorded of some opportunities, whole or not, in order. */
    public void opportunities(Collection<Long> wanted, Consumer<OpportunityLog> consumer) {
        opportunities().read(wanted, consumer);
    }

    /**
     * Hands over spikes in order of time.
     *
     * @throws IllegalArgumentException if the query names a neuron or depth that there is not
     */
    public void spikes(SpikeQuery query, Consumer<SpikeRow> consumer) {
        new SpikeReader(database, network()).read(query, consumer);
    }

    /**
     * The spikes without amplitudes, as those of cells; for as long as this reader is open.
     *
     * @param timing of the run's cycles
     * @param kind only of this kind, if there is one
     */
    public RecordedCycles cells(CycleTiming timing, Optional<SpikeKind> kind) {
        return new RecordedCycles(this, database, timing, kind);
    }

    /** Counts over the tables. */
    public CycleTallies tallies() {
        return new CycleTallies(database);
    }

    @Override
    public void close() {
        database.close();
    }

    private WeightsReader weights() {
        return new WeightsReader(database, network().synapseCount());
    }

    private OpportunityReader opportunities() {
        return new OpportunityReader(database, network(), cyclesPerOpportunity());
    }
}
