package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.analysis.query.RunQuery;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.testing.LearningNetworks;
import io.dopaflow.analysis.testing.Networks;
import io.dopaflow.models.spiking.ModulatorState;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import io.dopaflow.models.spiking.reward.Released;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written of a network whose synapses learn is read again. */
class LearningRunTest {
    private static final long STEP = Networks.STEP;
    private static final SpikingNetwork NETWORK = new LearningNetworks(
                    new TimeMode.Grid(STEP),
                    Networks.SECOND,
                    List.of(SynapseModel.of(Plasticity.of(new InhibitoryStdp(0.1, 0.1, 20), 0, 1))),
                    STEP,
                    1)
            .network();
    private static final SpikingNetwork REWIRED = new SpikingNetwork(
            NETWORK.time(),
            NETWORK.durationPs(),
            NETWORK.streams(),
            NETWORK.groups(),
            NETWORK.drives(),
            List.of(new Projection(
                    "rewired",
                    10,
                    0,
                    1,
                    new FixedIndegree(2),
                    new Distribution.Constant(0.5),
                    new Distribution.Constant(1.5),
                    SynapseModel.of(Plasticity.of(new InhibitoryStdp(0.1, 0.1, 20), 0, 1)
                            .with(new Rewiring(1000, 0.1, 0.3))))),
            NETWORK.modulators(),
            1000);

    @TempDir
    Path folder;

    private Path run() {
        return Networks.run(folder.resolve("run"), NETWORK, writer -> {
            writer.synapse(5 * STEP, 3, -0.5, Double.NaN);
            writer.synapse(0, 3, -0.25, Double.NaN);
            writer.synapse(0, 1, 0.75, -2);
            writer.released(4 * STEP, 1, 1.5);
            writer.released(4 * STEP, 0, 2);
            writer.released(2 * STEP, 1, 1);
            writer.concentration(6 * STEP, 1, 0.0125);
        });
    }

    private static List<String> weights(Path run) {
        List<String> rows = new ArrayList<>();
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            reader.weights()
                    .each(
                            0,
                            Long.MAX_VALUE,
                            (time, synapse, weight, eligibility) ->
                                    rows.add(time / STEP + " " + synapse + " " + weight + " " + eligibility));
        }
        return rows;
    }

    private static List<String> released(Path run) {
        List<String> rows = new ArrayList<>();
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            reader.modulators().released((time, name, value) -> rows.add(time / STEP + " " + name + " " + value));
        }
        return rows;
    }

    @Test
    void rows_areReadInOrderOfTimeAndSynapseOrModulator() {
        Path run = run();
        assertThat(weights(run)).containsExactly("0 1 0.75 -2.0", "0 3 -0.25 NaN", "5 3 -0.5 NaN");
        // Modulators in the order of their names, whatever theirs in the network is.
        assertThat(released(run)).containsExactly("2 dopamine 1.0", "4 dopamine 1.5", "4 serotonin 2.0");
        List<String> rows = new ArrayList<>();
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            reader.modulators().concentrations((time, name, value) -> rows.add(time / STEP + " " + name + " " + value));
            assertThat(reader.weights().times(0, 100))
                    .containsExactly(new WeightRows.Recorded(0, 2), new WeightRows.Recorded(5 * STEP, 1));
            assertThat(reader.weights().synapses(0, 100)).containsExactly(1, 3);
        }
        assertThat(rows).containsExactly("6 dopamine 0.0125");
    }

    private static List<String> rewirings(Path run, long from, long to, long beforePs) {
        List<String> rows = new ArrayList<>();
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            reader.rewirings()
                    .before(
                            from,
                            to,
                            beforePs,
                            (time, synapse, pre) -> rows.add(time / STEP + " " + synapse + " " + pre));
        }
        return rows;
    }

    private Path rewiredRun() {
        return Networks.run(folder.resolve("rewired"), REWIRED, writer -> {
            writer.rewired(20 * STEP, 4, 2);
            writer.rewired(20 * STEP, 0, 3);
            writer.rewired(10 * STEP, 4, 1);
        });
    }

    @Test
    void rewirings_areReadInOrderOfTimeAndSynapse() {
        Path run = rewiredRun();
        assertThat(rewirings(run, 0, 100, 100 * STEP)).containsExactly("10 4 1", "20 0 3", "20 4 2");
        assertThat(rewirings(run, 1, 4, 100 * STEP)).isEmpty();
        assertThat(rewirings(run, 1, 5, 20 * STEP)).containsExactly("10 4 1");
        try (SpikingRunReader reader = SpikingRunReader.open(run);
                RunQuery query = RunQuery.open(List.of(run))) {
            List<String> rows = new ArrayList<>();
            reader.rewirings().each((time, synapse, pre) -> rows.add(time + " " + synapse + " " + pre));
            assertThat(rows).hasSize(3);
            List<Object> times = new ArrayList<>();
            query.rows("SELECT time_ms FROM rewirings WHERE synapse = 4 ORDER BY 1", result -> {
                while (result.next()) {
                    times.add(result.getDouble(1));
                }
            });
            assertThat(times).containsExactly(1.0, 2.0);
        }
        assertThat(rewirings(run(), 0, 100, 100 * STEP)).isEmpty();
    }

    @Test
    void rewind_keepsTheRewiringsUpToTheCheckpoint() {
        Path run = rewiredRun();
        RunDirectory directory = RunDirectory.of(run);
        directory.reopen(
                directory.manifest().resumed(RunManifest.Environment.ofThisProcess("actor", 1, ""), 15 * STEP),
                KeptRows.ofNetwork(REWIRED, 15 * STEP));
        try (SpikingRunWriter writer = new SpikingRunWriter(directory, REWIRED, e -> {})) {
            writer.rewired(20 * STEP, 1, 0);
        }
        assertThat(rewirings(run, 0, 100, 100 * STEP)).containsExactly("10 4 1", "20 1 0");
    }

    @Test
    void onlyNetworksThatAreRewired_haveATableOfIt() {
        assertThat(run().resolve("rewirings.parquet")).doesNotExist();
        assertThat(rewiredRun().resolve("rewirings.parquet")).isRegularFile();
    }

    /** R22. */
    @Test
    void silentRun_hasAllTablesWithTheirColumns() {
        Path run = Networks.run(folder.resolve("silent"), REWIRED, writer -> {});
        List<Table> tables = SpikingTable.of(REWIRED);
        assertThat(tables).hasSize(8);
        try (RunDatabase database = new RunDatabase(run)) {
            for (Table table : tables) {
                assertThat(table.file(run)).isRegularFile();
                List<String> types = new ArrayList<>();
                database.query(
                        Set.of(table),
                        "SELECT column_name || ' ' || column_type FROM (DESCRIBE " + table.name() + ")",
                        List.of(),
                        row -> types.add(row.getString(1)));
                assertThat(types)
                        .containsExactlyElementsOf(table.columns().stream()
                                .map(column -> column.name() + " " + column.type())
                                .toList());
            }
        }
        assertThat(weights(run)).isEmpty();
    }

    @Test
    void staticNetwork_leavesNoTableOfWhatItDoesNotHave() throws IOException {
        Path run = Networks.run(folder.resolve("static"), Networks.network(2, 1, 1), writer -> {});
        try (Stream<Path> files = Files.list(run)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "manifest.json",
                            "scenario.yaml",
                            "spikes.parquet",
                            "states.parquet",
                            "neurons.parquet",
                            "synapses.parquet");
        }
        assertThat(weights(run)).isEmpty();
        assertThat(released(run)).isEmpty();
    }

    @Test
    void weightThatIsNoNumber_isRefused() {
        Networks.run(folder.resolve("wrong"), NETWORK, writer -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.synapse(0, 7, Double.NaN, 0))
                    .withMessage("the weight of synapse 7 must be finite, was NaN");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> writer.synapse(0, 7, 0, Double.POSITIVE_INFINITY))
                    .withMessage("the eligibility of synapse 7 must be finite, was Infinity");
        });
    }

    @Test
    void rewind_keepsTheRowsUpToTheCheckpoint() {
        Path run = run();
        RunDirectory directory = RunDirectory.of(run);
        directory.reopen(
                directory.manifest().resumed(RunManifest.Environment.ofThisProcess("actor", 1, ""), 3 * STEP),
                KeptRows.ofNetwork(NETWORK, 3 * STEP));
        try (SpikingRunWriter writer = new SpikingRunWriter(directory, NETWORK, e -> {})) {
            writer.synapse(4 * STEP, 0, 0.5, Double.NaN);
        }
        assertThat(weights(run)).containsExactly("0 1 0.75 -2.0", "0 3 -0.25 NaN", "4 0 0.5 NaN");
        assertThat(released(run)).containsExactly("2 dopamine 1.0");
    }

    private static SpikingState state(double weight, double own, int... wiring) {
        Remembered some = new Remembered(
                new long[] {3, 9}, new double[] {1, 1.5}, new double[] {0, 0.1}, new double[] {}, new double[] {});
        Remembered used = new Remembered(
                new long[] {4}, new double[] {1}, new double[] {}, new double[] {0.5}, new double[] {0.25});
        NeuronState neuron = new NeuronState(new double[] {-70, 0}, new long[] {STEP});
        NeuronState none = new NeuronState(new double[0], new long[0]);
        List<NeuronState> neurons = new ArrayList<>();
        for (int cell = 0; cell < NETWORK.cells(); cell++) {
            neurons.add(cell >= 5 && cell < 8 ? neuron : none);
        }
        return new SpikingState(
                12 * STEP,
                neurons,
                new long[] {11 * STEP},
                new int[] {4},
                new long[NETWORK.cells()],
                7,
                8,
                9,
                List.of(
                        new PlasticityState(
                                new double[] {0.25, weight},
                                new double[] {own, 1e-300},
                                10_000,
                                List.of(some, Remembered.NOTHING),
                                List.of(used),
                                List.of(),
                                wiring),
                        new PlasticityState(
                                new double[0],
                                new double[0],
                                0,
                                List.of(used),
                                List.of(),
                                List.of(Remembered.NOTHING))),
                List.of(new ModulatorState(
                        some,
                        new Released.State(
                                new long[] {13 * STEP, 14 * STEP},
                                new int[] {0, 2},
                                new long[] {5, 6},
                                new double[] {1, 0.5},
                                new long[] {6, 0, 7},
                                List.of(new long[0], new long[] {1, -2, 3}, new long[] {Long.MIN_VALUE})))));
    }

    private static Checkpoint checkpoint(SpikingState state) {
        return new Checkpoint(
                new Checkpoint.Origin(
                        SpikingNetwork.FAMILY, 1, ContentDigest.of("scenario"), Optional.empty(), NETWORK.cells()),
                state,
                2.5);
    }

    /** R19: synapses, what is remembered of spikes, modulators and rewards under way. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void checkpoint_isFoundAsItWasWritten(boolean isRewired) {
        Checkpoint written = checkpoint(isRewired ? state(0.5, -0.125, 3, 1) : state(0.5, -0.125));
        new CheckpointStore(folder).write(written);
        CheckpointStore.Found found = new CheckpointStore(folder).find(written.origin());
        assertThat(found.refused()).isEmpty();
        assertThat(found.newest()).get().usingRecursiveComparison().isEqualTo(written);
    }

    private byte[] bytesOf(SpikingState state) throws IOException {
        Path file = folder.resolve("bytes");
        CheckpointFile.write(file, checkpoint(state));
        return Files.readAllBytes(file);
    }

    @Test
    void checkpointOfANetworkThatHasLess_hasTheFormatThatOlderVersionsRead() throws IOException {
        SpikingState learning = state(0.5, 1);
        SpikingState plain = new SpikingState(
                learning.timePs(),
                learning.neurons(),
                learning.lateTimesPs(),
                learning.lateCells(),
                learning.digests(),
                7,
                8,
                9);
        assertThat(Arrays.copyOfRange(bytesOf(plain), 8, 12)).containsExactly(0, 0, 0, 2);
        assertThat(Arrays.copyOfRange(bytesOf(learning), 8, 12)).containsExactly(0, 0, 0, 3);
        assertThat(Arrays.copyOfRange(bytesOf(state(0.5, 1, 3, 1)), 8, 12)).containsExactly(0, 0, 0, 4);
    }

    @Test
    void unknownFormat_isRefusedByName() throws IOException {
        byte[] bytes = bytesOf(state(0.5, 1));
        bytes[11] = 5;
        Files.write(folder.resolve("checkpoint.a"), bytes);
        CheckpointStore.Found found =
                new CheckpointStore(folder).find(checkpoint(state(0.5, 1)).origin());
        assertThat(found.newest()).isEmpty();
        assertThat(found.refused())
                .singleElement()
                .asString()
                .contains("found checkpoint format 5, this version of Dopaflow reads 2 to 4");
    }

    @Test
    void digest_changesWithAnyWeightOwnValuePresynapticCellOrConcentration() {
        String digest = NetworkDigest.of(state(0.5, 1));
        assertThat(digest).isEqualTo(NetworkDigest.of(state(0.5, 1)));
        assertThat(NetworkDigest.of(state(Math.nextUp(0.5), 1))).isNotEqualTo(digest);
        assertThat(NetworkDigest.of(state(0.5, Math.nextUp(1)))).isNotEqualTo(digest);
        String rewired = NetworkDigest.of(state(0.5, 1, 3, 1));
        assertThat(rewired).isNotEqualTo(digest).isNotEqualTo(NetworkDigest.of(state(0.5, 1, 3, 2)));
        SpikingState released = state(0.5, 1);
        released.modulators().get(0).concentration().traces()[1] = Math.nextUp(1.5);
        assertThat(NetworkDigest.of(released)).isNotEqualTo(digest);
    }
}
