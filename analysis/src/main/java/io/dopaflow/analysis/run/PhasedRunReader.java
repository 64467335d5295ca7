package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.task.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the run directory of phased learning, of a run that ended or was killed. Memory is bounded whatever the length of the
 * run. Not thread-safe.
 *
 * <p>Every method throws {@link FileException}, which names the file, when what it needs is missing or damaged.
 */
public final class PhasedRunReader implements AutoCloseable {
    private final RunDirectory directory;
    private final RunManifest manifest;
    private final RunDatabase database;
    private Optional<Network> network = Optional.empty();

    private PhasedRunReader(RunDirectory directory, RunManifest manifest) {
        this.directory = directory;
        this.manifest = manifest;
        this.database = new RunDatabase(directory.path());
    }

    /**
     * Opens a run directory.
     *
     * @throws FileException if the path is no directory of a run of this family or its manifest cannot be read
     */
    public static PhasedRunReader open(Path path) {
        RunDirectory directory = RunDirectory.of(path);
        return new PhasedRunReader(directory, directory.manifest(PhasedLearning.FAMILY));
    }

    /** The directory that is read. */
    public RunDirectory directory() {
        return directory;
    }

    /** What the run was and how it ended. */
    public RunManifest manifest() {
        return manifest;
    }

    /** Whether {@code scenario.yaml} is still what the manifest's digest was computed from. */
    public boolean scenarioIsUnchanged() {
        return directory.hasScenarioOf(manifest);
    }

    /** The network that learnt: neurons, without labels, and its own synapses. */
    public Network network() {
        Network read = network.orElseGet(() -> new NetworkReader(database).readPhased());
        network = Optional.of(read);
        return read;
    }

    /**
     * The synapses of a projection.
     *
     * @param name of the projection
     * @param first number of its first synapse in the whole model
     * @param size how many
     */
    public record Synapses(String name, int first, int size) {}

    /** The synapses, by projection, in their order. */
    public List<Synapses> projections() {
        List<Synapses> found = new ArrayList<>();
        database.query(
                Set.of(PhasedTable.SYNAPSES),
                "SELECT projection, min(synapse), count(*) FROM synapses GROUP BY projection",
                List.of(),
                row -> found.add(new Synapses(row.getString(1), row.getInt(2), row.getInt(3))));
        return found.stream().sorted(Comparator.comparingInt(Synapses::first)).toList();
    }

    /** The names of the phases, by their numbers: those of the rule without repetitions. */
    public List<String> phases() {
        List<String> names = new ArrayList<>();
        database.query(
                Set.of(PhasedTable.PHASES),
                "SELECT name FROM phases ORDER BY phase",
                List.of(),
                row -> names.add(row.getString(1)));
        return names;
    }

    /** How well the network did, in order of time. */
    public List<Progress> progress() {
        return new ScoreReader(database).progress(PhasedTable.PROGRESS, "opportunity");
    }

    /**
     * How well the network did on a task.
     *
     * @param opportunities learning opportunities done by then
     * @param task its number, from 1
     * @param heldOut on its held-out samples
     */
    public record TaskScore(long opportunities, int task, Score heldOut) {}

    /** How well the network did on each of several tasks, in order of time; nothing of a run of one task. */
    public List<TaskScore> tasks() {
        return new ScoreReader(database).tasks();
    }

    /** The spikes. */
    public PhasedSpikes spikes() {
        return new PhasedSpikes(this, database, PhasedSpikes.SPIKES);
    }

    /**
     * A moment at which all weights were recorded.
     *
     * @param opportunities learning opportunities done by then
     * @param timePs virtual time in picoseconds
     */
    public record Moment(long opportunities, long timePs) {}

    /** When the weights of all synapses were recorded, in order of time. */
    public List<Moment> moments() {
        int synapses = synapses();
        List<Moment> moments = new ArrayList<>();
        database.query(
                Set.of(PhasedTable.WEIGHTS),
                "SELECT opportunity, max(time_ps) FROM weights GROUP BY opportunity"
                        + " HAVING count(*) = ? AND min(synapse) = 0 AND max(synapse) = ? ORDER BY opportunity",
                List.of(synapses, synapses - 1),
                row -> moments.add(new Moment(row.getLong(1), row.getLong(2))));
        return moments;
    }

    /**
     * Steps of an environment that follow one another, as far as they were recorded.
     *
     * @param first learning opportunity, from 0
     * @param reward mean of those that are not 0; NaN if there is none
     * @param rewarded how many of them there are
     * @param measure mean over all
     */
    public record Steps(long first, double reward, long rewarded, double measure) {}

    /**
     * The steps of an environment, in order of time, in so many parts that are as long as one another.
     *
     * @param parts at least 1; fewer are told of a run with fewer steps
     */
    public List<Steps> steps(int parts) {
        List<Steps> steps = new ArrayList<>();
        database.query(
                Set.of(PhasedTable.STEPS),
                "SELECT min(opportunity), avg(reward) FILTER (reward <> 0), count(*) FILTER (reward <> 0), avg(measure) FROM"
                        + " (SELECT *, ntile(?) OVER (ORDER BY opportunity) AS part FROM steps) GROUP BY part ORDER BY part",
                List.of(parts),
                row -> {
                    double reward = row.getDouble(2);
                    steps.add(new Steps(
                            row.getLong(1), row.wasNull() ? Double.NaN : reward, row.getLong(3), row.getDouble(4)));
                });
        return steps;
    }

    private int synapses() {
        return projections().stream().mapToInt(Synapses::size).sum();
    }

    /** What the synapses stored at a moment, projection by projection. */
    public double[] weights(Moment moment) {
        String when = "opportunity " + moment.opportunities();
        PartialWeights weights = new PartialWeights(database.place(PhasedTable.WEIGHTS), when, synapses());
        database.query(
                Set.of(PhasedTable.WEIGHTS),
                "SELECT synapse, weight FROM weights WHERE opportunity = ?",
                List.of(moment.opportunities()),
                row -> weights.put(row.getInt(1), row.getDouble(2)));
        return weights.whole()
                .orElseThrow(() -> new WrongFileException(
                        database.place(PhasedTable.WEIGHTS), "found weights of only some synapses in " + when));
    }

    /** Counts over the recorded weights of a projection. */
    public WeightTallies weights(Synapses projection) {
        return new WeightTallies(
                database, PhasedTable.WEIGHTS, projection.first(), projection.first() + projection.size());
    }

    @Override
    public void close() {
        database.close();
    }
}
