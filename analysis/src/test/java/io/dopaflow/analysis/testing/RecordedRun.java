package io.dopaflow.analysis.testing;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWriter;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.SpikeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** A run directory written from a {@link PlainRun}, and changed afterwards as tests like. */
public final class RecordedRun {

    /**
     * Which opportunities are recorded: the first and every N-th; 0 for none.
     *
     * @param spikes of these
     * @param arrivals of these
     * @param weights of these, within after every cycle
     */
    public record Plan(long spikes, long arrivals, long weights) {
        /** Everything. */
        public static final Plan FULL = new Plan(1, 1, 1);

        private static boolean keeps(long stride, long opportunity) {
            return stride > 0 && opportunity % stride == 0;
        }
    }

    private final Path path;

    private RecordedRun(Path path) {
        this.path = path;
    }

    /** Runs the experiment and writes the directory of a run that finished. */
    public static RecordedRun write(Path path, LearningCycle model, Plan plan) {
        RunManifest manifest = RunManifest.starting(
                "0.1.0",
                LearningCycle.FAMILY,
                "test",
                ContentDigest.of("test"),
                ContentDigest.of("data"),
                model.streams().seed(),
                RunManifest.Environment.ofThisProcess("plain", 1, ""),
                RunManifest.Work.planned(model.network().synapseCount(), model.opportunities(), model.cycles()));
        RunDirectory directory = RunDirectory.create(path, false, manifest, "test");
        double[] last;
        try (RunWriter writer = new RunWriter(directory, e -> {})) {
            writer.network(model.network());
            last = PlainRun.run(model, new Recorder(writer, plan, model));
        }
        RunManifest.Work done = new RunManifest.Work(
                model.network().synapseCount(), model.opportunities(), model.cycles(), model.cycles(), 0, 0, 0, 1);
        directory.write(
                manifest.ended(RunStatus.FINISHED, Optional.empty(), Optional.of(WeightsDigest.of(last)), done));
        return new RecordedRun(path);
    }

    private record Recorder(RunWriter writer, Plan plan, LearningCycle model) implements PlainRun.Events {
        @Override
        public void spike(long timePs, int neuron, boolean readout, double amplitude, long opportunity, int cycle) {
            if (Plan.keeps(plan.spikes, opportunity)) {
                SpikeKind kind = readout ? SpikeKind.READOUT : SpikeKind.ONSET;
                writer.spike(timePs, neuron, kind, amplitude, opportunity, cycle);
            }
        }

        @Override
        public void arrival(long timePs, int synapse, long opportunity, int cycle) {
            if (Plan.keeps(plan.arrivals, opportunity)) {
                writer.arrival(timePs, synapse, opportunity, cycle);
            }
        }

        @Override
        public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
            writer.reward(timePs, opportunity, cycle, loss, reward);
        }

        @Override
        public void weights(long timePs, long opportunity, int cycle, double[] theta) {
            boolean isEnd = cycle < 0 || cycle == model.schedule().cyclesPerOpportunity() - 1;
            boolean isLast = isEnd && cycle >= 0 && opportunity == model.opportunities() - 1;
            if (Plan.keeps(plan.weights, opportunity) || isLast || isEnd && Plan.keeps(plan.arrivals, opportunity)) {
                for (int synapse = 0; synapse < theta.length; synapse++) {
                    writer.weight(timePs, opportunity, cycle, synapse, theta[synapse]);
                }
            }
        }
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
        return new RecordedRun(target);
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
