package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.testing.Networks;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.neuron.NeuronState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written of a network that spikes freely is read again. */
class SpikingRunTest {
    private static final long STEP = Networks.STEP;
    private static final SpikingNetwork NETWORK = Networks.network(3, 2, 2);

    @TempDir
    Path folder;

    private Path run() {
        return Networks.run(folder.resolve("run"), NETWORK, writer -> {
            // Shards report window by window, in no order across them.
            writer.spikes(new long[] {5 * STEP, 2 * STEP, 2 * STEP}, new int[] {4, 1, 0}, 2);
            writer.spikes(new long[] {2 * STEP, 3 * STEP, 9 * STEP}, new int[] {0, 6, 0}, 3);
            writer.state(2 * STEP, 0, 0, -70.5);
            writer.state(2 * STEP, 3, 0, -65);
            writer.state(2 * STEP, 3, 1, 4.25);
        });
    }

    private static List<String> spikes(SpikingRunReader reader, SpikeSelection selection) {
        List<String> rows = new ArrayList<>();
        reader.spikes(
                selection,
                (time, cell) -> rows.add(time / STEP + " " + reader.cells().nameOf(cell)));
        return rows;
    }

    @Test
    void spikesAndStates_areReadInOrderOfTimeAndCell() {
        try (SpikingRunReader reader = SpikingRunReader.open(run())) {
            assertThat(spikes(reader, reader.everything()))
                    .containsExactly(
                            "2 excitatory[0]", "2 excitatory[1]", "3 given[1]", "5 inhibitory[1]", "9 excitatory[0]");
            List<String> states = new ArrayList<>();
            reader.states(
                    reader.everything(),
                    (time, cell, variable, value) -> states.add(cell + " " + variable + " " + value));
            List<String> ofExponential = ((CellGroup.Population)
                            NETWORK.groups().get(1))
                    .model()
                    .standard()
                    .variables();
            assertThat(states)
                    .containsExactlyInAnyOrder("0 V_m -70.5", "3 V_m -65.0", "3 " + ofExponential.get(1) + " 4.25");
        }
    }

    @Test
    void selection_narrowsByCellsAndTimesAndNumber() {
        try (SpikingRunReader reader = SpikingRunReader.open(run())) {
            NetworkCells cells = reader.cells();
            SpikeSelection all = reader.everything();
            assertThat(spikes(reader, all.of(cells.named(List.of("excitatory")))))
                    .containsExactly("2 excitatory[0]", "2 excitatory[1]", "9 excitatory[0]");
            assertThat(spikes(reader, all.of(cells.named(List.of("given[1]", "4")))))
                    .containsExactly("3 given[1]", "5 inhibitory[1]");
            assertThat(spikes(reader, all.between(3 * STEP, 5 * STEP)))
                    .containsExactly("3 given[1]", "5 inhibitory[1]");
            assertThat(spikes(reader, all.atMost(1))).containsExactly("2 excitatory[0]");
        }
    }

    /** R23. */
    @Test
    void emptySelection_selectsNothing() {
        try (SpikingRunReader reader = SpikingRunReader.open(run())) {
            assertThat(spikes(reader, reader.everything().of(new BitSet()))).isEmpty();
        }
    }

    /** R16. */
    @Test
    void timesOutsideTheRun_areAnError() {
        try (SpikingRunReader reader = SpikingRunReader.open(run())) {
            SpikeSelection all = reader.everything();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> spikes(reader, all.between(-1, 5)))
                    .withMessageContaining("allowed: within the run, 0 to " + Networks.SECOND + " ps");
            assertThatIllegalArgumentException().isThrownBy(() -> spikes(reader, all.between(0, Networks.SECOND + 1)));
        }
    }

    /** R16: both ends of the run belong to it. */
    @Test
    void spikesAtBothEnds_areKept() {
        Path run = Networks.run(
                folder.resolve("ends"),
                NETWORK,
                writer -> writer.spikes(new long[] {0, Networks.SECOND}, new int[] {0, 1}, 2));
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            assertThat(spikes(reader, reader.everything())).containsExactly("0 excitatory[0]", "10000 excitatory[1]");
        }
    }

    /** R22. */
    @Test
    void silentRun_hasAllTablesWithTheirColumns() {
        Path run = Networks.run(folder.resolve("silent"), NETWORK, writer -> {});
        try (RunDatabase database = new RunDatabase(run)) {
            for (Table table : SpikingTable.of(NETWORK)) {
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
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            assertThat(spikes(reader, reader.everything())).isEmpty();
            assertThat(reader.cells().groups())
                    .containsExactly(
                            new NetworkCells.Group("excitatory", 0, 3, "lif delta"),
                            new NetworkCells.Group("inhibitory", 3, 2, "lif exp"),
                            new NetworkCells.Group("given", 5, 2, "train"));
        }
    }

    @Test
    void synapses_areListedByDriveThenProjectionThenTarget() {
        Path run = Networks.run(folder.resolve("synapses"), NETWORK, SpikingRunWriter::synapses);
        List<String> rows = new ArrayList<>();
        try (RunDatabase database = new RunDatabase(run)) {
            database.query(
                    Set.of(SpikingTable.SYNAPSES),
                    "SELECT synapse, projection, pre, post, delay_ps, weight FROM synapses ORDER BY synapse",
                    List.of(),
                    row -> rows.add(row.getLong(1) + " " + row.getString(2) + " " + row.getString(3) + " "
                            + row.getInt(4) + " " + row.getLong(5) / STEP + " " + row.getDouble(6)));
        }
        assertThat(rows)
                .containsExactly(
                        "0 noise null 0 1 0.5",
                        "1 noise null 1 1 0.5",
                        "2 noise null 2 1 0.5",
                        "3 e-i 0 3 15 0.1",
                        "4 e-i 1 3 15 0.1",
                        "5 e-i 2 3 15 0.1",
                        "6 e-i 0 4 15 0.1",
                        "7 e-i 1 4 15 0.1",
                        "8 e-i 2 4 15 0.1",
                        "9 g-e 5 0 5 0.2",
                        "10 g-e 6 0 5 0.2",
                        "11 g-e 5 1 5 0.2",
                        "12 g-e 6 1 5 0.2",
                        "13 g-e 5 2 5 0.2",
                        "14 g-e 6 2 5 0.2");
    }

    private static SpikingState state(long timePs) {
        List<NeuronState> neurons = IntStream.range(0, NETWORK.cells())
                .mapToObj(cell -> cell < 5
                        ? new NeuronState(new double[] {-70.25 + cell, 1e-300}, new long[] {timePs, -1})
                        : new NeuronState(new double[0], new long[0]))
                .toList();
        long[] digests = IntStream.range(0, NETWORK.cells())
                .mapToLong(cell -> cell * 31L - 7)
                .toArray();
        return new SpikingState(
                timePs, neurons, new long[] {timePs - STEP, timePs}, new int[] {1, 4}, digests, 11, 222, 3);
    }

    private static Checkpoint checkpoint(long timePs) {
        Checkpoint.Origin origin = new Checkpoint.Origin(
                SpikingNetwork.FAMILY, 1, ContentDigest.of("scenario"), Optional.empty(), NETWORK.cells());
        return new Checkpoint(origin, state(timePs), 2.5);
    }

    /** R19: neurons in any state, spikes on their way. */
    @Test
    void checkpoint_isFoundAsItWasWritten() {
        CheckpointStore store = new CheckpointStore(folder);
        store.write(checkpoint(5 * STEP));
        store.write(checkpoint(9 * STEP));
        CheckpointStore.Found found =
                new CheckpointStore(folder).find(checkpoint(STEP).origin());
        assertThat(found.refused()).isEmpty();
        assertThat(found.newest()).get().usingRecursiveComparison().isEqualTo(checkpoint(9 * STEP));
    }

    @Test
    void rewind_keepsTheRowsUpToTheCheckpoint() {
        Path run = run();
        RunDirectory directory = RunDirectory.of(run);
        directory.reopen(
                directory.manifest().resumed(RunManifest.Environment.ofThisProcess("actor", 1, ""), 3 * STEP),
                KeptRows.ofNetwork(NETWORK, 3 * STEP));
        try (SpikingRunWriter writer = new SpikingRunWriter(directory, NETWORK, e -> {})) {
            writer.spikes(new long[] {4 * STEP}, new int[] {2}, 1);
        }
        assertThat(directory.manifest().resumptions())
                .extracting(RunManifest.Resumption::fromStep)
                .containsExactly(3 * STEP);
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            assertThat(spikes(reader, reader.everything()))
                    .containsExactly("2 excitatory[0]", "2 excitatory[1]", "3 given[1]", "4 excitatory[2]");
        }
    }

    @Test
    void digest_changesWithAnySpikeOrBit() {
        SpikingState state = state(STEP);
        String digest = NetworkDigest.of(state);
        assertThat(digest).matches("sha256:[0-9a-f]{64}").isEqualTo(NetworkDigest.of(state(STEP)));
        state.digests()[6]++;
        assertThat(NetworkDigest.of(state)).isNotEqualTo(digest);
        state.digests()[6]--;
        state.neurons().get(4).values()[1] = Math.nextUp(1e-300);
        assertThat(NetworkDigest.of(state)).isNotEqualTo(digest);
    }

    @Test
    void runOfTheOtherFamily_isRefusedByName() {
        Path run = run();
        assertThatExceptionOfType(FileException.class)
                .isThrownBy(() -> RunReader.open(run))
                .withMessageContaining("found a run of the family spiking-network");
    }
}
