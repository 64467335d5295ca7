package io.dopaflow.analysis.testing;

import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.RunWriter;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.SpikeKind;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.record.Thinning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** A run directory written from a {@link PlainRun}, and changed afterwards as tests like. */
public final class RecordedRun {

    /**
     * Which opportunities are recorded: the first and every N-th; 0 for none.
     *
     * @param spikes of these
     * @param arrivals of these
     * @param rewards of these
     * @param weights of these, within after every cycle
     */
    public record Plan(long spikes, long arrivals, long rewards, long weights) {
        /** Everything. */
        public static final Plan FULL = new Plan(1, 1, 1);

        /** With all rewards. */
        public Plan(long spikes, long arrivals, long weights) {
            this(spikes, arrivals, 1, weights);
        }

        private RecordingPlan of(LearningCycle model) {
            return new RecordingPlan(
                    every(spikes),
                    every(arrivals),
                    every(rewards),
                    every(weights),
                    weights > 0 ? 1 : 0,
                    model.opportunities());
        }

        private static Thinning every(long stride) {
            return stride == 0 ? new Thinning.None() : new Thinning.Every(stride);
        }
    }

    private final Path path;
    private final RecordingPlan plan;

    private RecordedRun(Path path, RecordingPlan plan) {
        this.path = path;
        this.plan = plan;
    }

    /** Runs the experiment and writes the directory of a run that finished. */
    public static RecordedRun write(Path path, LearningCycle model, Plan asked) {
        RecordingPlan plan = asked.of(model);
        RunManifest manifest = RunManifest.starting(
                "0.1.0",
                LearningCycle.FAMILY,
                "test",
                ContentDigest.of("test"),
                Optional.of(ContentDigest.of("data")),
                model.streams().seed(),
                RunManifest.Environment.ofThisProcess("plain", 1, ""),
                RunWork.OfCycles.planned(model.network().synapseCount(), model.opportunities(), model.cycles()));
        RunDirectory directory = RunDirectory.create(path, false, manifest, "test", List.of());
        double[] last;
        Recorder recorder;
        try (RunWriter writer = new RunWriter(directory, e -> {})) {
            writer.network(model.network());
            writer.progress(score(model, 0, 0, CycleState.startOf(model).theta()));
            recorder = new Recorder(writer, plan, model);
            last = PlainRun.run(model, recorder);
            writer.progress(score(model, 1, model.timing().rewardPs(model.cycles() - 1), LogWeights.of(last)));
        }
        RunWork.OfCycles done = new RunWork.OfCycles(
                model.network().synapseCount(),
                model.opportunities(),
                model.cycles(),
                model.cycles(),
                recorder.spikes,
                recorder.synapticEvents,
                0,
                1);
        directory.write(
                manifest.ended(RunStatus.FINISHED, Optional.empty(), Optional.of(WeightsDigest.of(last)), done));
        return new RecordedRun(path, plan);
    }

    private static Progress score(LearningCycle model, int epoch, long timePs, double[] theta) {
        return new Progress(
                Math.toIntExact(epoch
                        * model.opportunities()
                        / model.samples().training().size()),
                epoch * model.opportunities(),
                timePs,
                model.trainingScore(theta),
                model.heldOutScore(theta),
                0.0,
                epoch * model.cycles());
    }

    private static final class Recorder implements PlainRun.Events {
        private final RunWriter writer;
        private final RecordingPlan plan;
        private final LearningCycle model;
        private long spikes;
        private long synapticEvents;

        Recorder(RunWriter writer, RecordingPlan plan, LearningCycle model) {
            this.writer = writer;
            this.plan = plan;
            this.model = model;
        }

        @Override
        public void spike(long timePs, int neuron, boolean readout, double amplitude, long opportunity, int cycle) {
            boolean isSilent = amplitude == 0 && model.network().neuron(neuron).coding() == SpikeCoding.ALL_OR_NONE;
            spikes += isSilent ? 0 : 1;
            if (plan.spikes().keeps(opportunity)) {
                SpikeKind kind = readout ? SpikeKind.READOUT : SpikeKind.ONSET;
                writer.spike(timePs, neuron, kind, amplitude, opportunity, cycle);
            }
        }

        @Override
        public void arrival(long timePs, int synapse, long opportunity, int cycle) {
            synapticEvents++;
            if (plan.arrivals().keeps(opportunity)) {
                writer.arrival(timePs, synapse, opportunity, cycle);
            }
        }

        @Override
        public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
            if (plan.rewards().keeps(opportunity)) {
                writer.reward(timePs, opportunity, cycle, loss, reward);
            }
        }

        @Override
        public void weights(long timePs, long opportunity, int cycle, double[] weights) {
            int last = model.schedule().cyclesPerOpportunity() - 1;
            if (cycle < 0 ? plan.weightsAtStart(opportunity) : plan.weightsAfter(opportunity, cycle, last)) {
                writer.weights(timePs, opportunity, cycle, weights);
            }
        }
    }

    /** What was recorded of it. */
    public RecordingPlan plan() {
        return plan;
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** A copy of the directory, to be changed. */
    public RecordedRun copyTo(Path target) throws IOException {
        Files.createDirectories(target);
        try (var files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new RecordedRun(target, plan);
    }

    /** Number of rows of a table. */
    public long rows(String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM '" + file(table) + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Changes a table by a statement about the table {@code t}, which has the row numbers {@code rowid}. */
    public RecordedRun change(String table, String sql) throws SQLException, IOException {
        Path changed = path.resolve(table + ".changed");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t AS SELECT * FROM '" + file(table) + "'");
            if (statement.executeUpdate(sql) == 0) {
                throw new IllegalArgumentException("changes nothing: " + sql);
            }
            statement.execute("COPY t TO '" + changed + "' (FORMAT parquet)");
        }
        Files.move(changed, path.resolve(table + ".parquet"), StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    private Path file(String table) {
        return path.resolve(table + ".parquet");
    }
}
