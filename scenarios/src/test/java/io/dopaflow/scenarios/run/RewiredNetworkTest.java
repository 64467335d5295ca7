package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.CheckpointStore;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.store.DuckDb;
import io.dopaflow.analysis.verify.NetworkVerification;
import io.dopaflow.analysis.verify.NetworkVerifier;
import io.dopaflow.analysis.verify.WeightVerification;
import io.dopaflow.analysis.verify.WeightVerifier;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of a network whose synapses are replaced, by either engine: what they record follows from their spikes, and what was tampered with does not. */
class RewiredNetworkTest {
    private static final LoadedNetwork NETWORK =
            ExampleRewiring.loaded(new TimeMode.Grid(ExampleRewiring.MS / 10), EngineChoice.POPULATION);

    @TempDir
    Path folder;

    private record Row(long timePs, long synapse, int pre) {}

    private Path run(LoadedNetwork network) throws Exception {
        Path run = folder.resolve("run");
        try (ScenarioRun started =
                ScenarioRun.start(network, RunOptions.defaults().into(run))) {
            started.await();
        }
        return run;
    }

    private static List<Row> rows(Path run) {
        List<Row> rows = new ArrayList<>();
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            reader.rewirings().each((time, synapse, pre) -> rows.add(new Row(time, synapse, pre)));
        }
        return rows;
    }

    private static WeightVerification weights(Path run, LoadedNetwork network) {
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            return new WeightVerifier(reader, network.network(), network.plan()).verify(Long.MAX_VALUE, share -> {});
        }
    }

    private static NetworkVerification cells(Path run, LoadedNetwork network) {
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            return new NetworkVerifier(reader, network.network(), network.plan()).verify(1000, share -> {});
        }
    }

    /** In the network of the test: 24 synapses of each of the three projections but the last two, which have 18. */
    @ParameterizedTest
    @CsvSource({"POPULATION, false", "POPULATION, true", "ACTOR, false", "ACTOR, true"})
    void recordedRun_isVerified(EngineChoice engine, boolean isPrecise) throws Exception {
        TimeMode time = isPrecise ? new TimeMode.Precise() : new TimeMode.Grid(ExampleRewiring.MS / 10);
        LoadedNetwork network = ExampleRewiring.loaded(time, engine);
        Path run = run(network);
        List<Row> rows = rows(run);
        assertThat(rows).hasSizeGreaterThan(30);
        assertThat(rows.stream().map(Row::synapse).distinct().count()).isLessThan(rows.size());
        WeightVerification weights = weights(run, network);
        assertThat(weights.disagreement()).isEmpty();
        assertThat(weights.synapses()).isEqualTo(24 + 18 + 18).isEqualTo(weights.ofSynapses());
        NetworkVerification cells = cells(run, network);
        assertThat(cells.disagreement()).isEmpty();
        assertThat(cells.neurons()).isEqualTo(18);
    }

    /** Writes the table of rewirings anew. */
    private static void change(Path run, String rows) {
        Path file = run.resolve("rewirings.parquet");
        try (DuckDb database = new DuckDb("128MB", 1)) {
            database.copy(rows.replace("ROWS", DuckDb.parquet(List.of(file))) + " ORDER BY 1, 2", file, "zstd");
        }
    }

    private static String which(Row row) {
        return "(time_ps = " + row.timePs + " AND synapse = " + row.synapse + ")";
    }

    private String disagreement(Path run) {
        return weights(run, NETWORK).disagreement().orElse("none");
    }

    private static Row atFirst(Path run) {
        return rows(run).get(3);
    }

    @Test
    void removedRow_isMissed() throws Exception {
        Path run = run(NETWORK);
        Row row = atFirst(run);
        change(run, "SELECT * FROM ROWS WHERE NOT " + which(row));
        assertThat(disagreement(run))
                .startsWith("synapse " + row.synapse + " (")
                .contains(") at " + row.timePs / ExampleRewiring.MS
                        + ".0 ms: it was not replaced, from spikes its weight was ");
    }

    @Test
    void rewiringsThatAreNotRecorded_leaveOtherSpikes() throws Exception {
        Path run = run(NETWORK);
        change(run, "SELECT * FROM ROWS WHERE false");
        assertThat(cells(run, NETWORK).disagreement()).get().asString().startsWith("neuron[");
    }

    @Test
    void otherCell_isNotTheOneThatIsDrawn() throws Exception {
        Path run = run(NETWORK);
        Row row = atFirst(run);
        change(
                run,
                "SELECT * REPLACE (if" + which(row).replace(")", ", " + (row.pre == 0 ? 1 : row.pre - 1) + ", pre)")
                        + " AS pre) FROM ROWS");
        assertThat(disagreement(run))
                .startsWith("synapse " + row.synapse + " at " + row.timePs / ExampleRewiring.MS
                        + ".0 ms: it was replaced by one from input[")
                .endsWith("], it follows input[" + row.pre + "]");
    }

    @Test
    void otherTime_isNoneOfARewiring() throws Exception {
        Path run = run(NETWORK);
        Row row = atFirst(run);
        change(
                run,
                "SELECT * REPLACE (if" + which(row).replace(")", ", time_ps - " + ExampleRewiring.MS + ", time_ps)")
                        + " AS time_ps) FROM ROWS");
        assertThat(disagreement(run))
                .isEqualTo("synapse " + row.synapse + " at " + (row.timePs / ExampleRewiring.MS - 1)
                        + ".0 ms: it was replaced, but at this time no synapse of centred is");
    }

    @Test
    void synapseThatWasStrong_wasNotToBeReplaced() throws Exception {
        Path run = run(NETWORK);
        List<Row> rows = rows(run);
        // Of the first 24 behind those of the noise, at the first rewiring.
        long time = 1005 * ExampleRewiring.MS;
        long synapse = LongStream.range(6, 30)
                .filter(id -> rows.stream().noneMatch(row -> row.timePs == time && row.synapse == id))
                .findFirst()
                .orElseThrow();
        change(run, "SELECT * FROM ROWS UNION ALL SELECT " + time + "::BIGINT, " + synapse + "::BIGINT, 0::INTEGER");
        assertThat(disagreement(run))
                .startsWith("synapse " + synapse + " (centred: ")
                .contains(" at 1005.0 ms: it was replaced, from spikes its weight was ")
                .endsWith(", not below 0.2");
    }

    private static List<String> weights(Path run) {
        List<String> rows = new ArrayList<>();
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            reader.weights()
                    .each(
                            0,
                            Long.MAX_VALUE,
                            (time, synapse, weight, eligibility) ->
                                    rows.add(time + " " + synapse + " " + weight + " " + eligibility));
        }
        return rows;
    }

    private static ResumableRun resumable(Path run) {
        RunDirectory directory = RunDirectory.of(run);
        RunManifest manifest = directory.manifest();
        Checkpoint checkpoint = new CheckpointStore(run)
                .find(RunFamily.of(NETWORK).origin(manifest))
                .newest()
                .orElseThrow();
        return new ResumableRun(directory, manifest, NETWORK, checkpoint, List.of());
    }

    /** R19: before the first synapse is replaced, when it is decided which will be, and between two rewirings. */
    @ParameterizedTest
    @CsvSource({"500, ACTOR", "1001, POPULATION", "2200, ACTOR"})
    void interruptedRun_endsAsTheUnbrokenOne(long afterMs, EngineChoice engine) throws Exception {
        Path whole = run(NETWORK);
        Path parts = folder.resolve("parts");
        ScenarioRun[] run = new ScenarioRun[1];
        run[0] = ScenarioRun.start(
                NETWORK,
                RunOptions.defaults()
                        .into(parts)
                        .but(of -> of.listener = NetworkResumeTest.cancellingAfter(run, afterMs)));
        try (ScenarioRun started = run[0]) {
            assertThat(started.await().status()).isEqualTo(RunStatus.CANCELLED);
        }
        try (ScenarioRun resumed = ScenarioRun.resume(resumable(parts), engine, RunOptions.defaults())) {
            assertThat(resumed.await().status()).isEqualTo(RunStatus.FINISHED);
        }
        assertThat(RunDirectory.of(parts).manifest().digest())
                .isEqualTo(RunDirectory.of(whole).manifest().digest());
        assertThat(rows(parts)).isEqualTo(rows(whole));
        assertThat(weights(parts)).isEqualTo(weights(whole));
    }
}
