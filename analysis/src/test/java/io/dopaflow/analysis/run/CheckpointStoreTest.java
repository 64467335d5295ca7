package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
    private static final Network NETWORK = Runs.network(SpikeCoding.GRADED);
    private static final String SCENARIO = ContentDigest.of(Runs.SCENARIO);
    private static final String DATA = ContentDigest.of("no data");
    private static final Checkpoint.Origin ORIGIN = origin(1, SCENARIO, DATA, NETWORK.synapseCount());

    @TempDir
    Path folder;

    private RunDirectory directory;
    private Path newest;
    private Path older;

    @BeforeEach
    void twoCheckpoints() {
        directory = Runs.directory(folder.resolve("run"), NETWORK, 10);
        CheckpointStore store = new CheckpointStore(directory.path());
        store.write(checkpoint(7));
        store.write(checkpoint(9));
        store.write(checkpoint(12));
        newest = directory.path().resolve("checkpoint.a");
        older = directory.path().resolve("checkpoint.b");
    }

    private static Checkpoint.Origin origin(int dynamics, String scenario, String data, int synapses) {
        return new Checkpoint.Origin(LearningCycle.FAMILY, dynamics, scenario, Optional.of(data), synapses);
    }

    private static Checkpoint checkpoint(long cycles) {
        double[] weights = new double[NETWORK.synapseCount()];
        Arrays.setAll(weights, synapse -> 2 + Math.sin(cycles + synapse));
        return new Checkpoint(ORIGIN, new CycleState(cycles, 0.25 * cycles, weights, 1, 2, 3), 4.5);
    }

    private CheckpointStore.Found find() {
        return new CheckpointStore(directory.path()).find(ORIGIN);
    }

    @Test
    void newest_isFoundAsItWasWritten() {
        CheckpointStore.Found found = find();
        assertThat(found.refused()).isEmpty();
        assertThat(found.newest()).get().usingRecursiveComparison().isEqualTo(checkpoint(12));
    }

    @Test
    void damageOfAnyByte_isRefusedAndTheOneBeforeUsed() throws IOException {
        byte[] whole = Files.readAllBytes(newest);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << (i % 8));
            Files.write(newest, damaged);
            requireOlder("byte " + i, "checkpoint.a");
        }
    }

    @Test
    void cutOffAnywhere_isRefusedAndTheOneBeforeUsed() throws IOException {
        byte[] whole = Files.readAllBytes(newest);
        for (int length = 0; length < whole.length; length++) {
            Files.write(newest, Arrays.copyOf(whole, length));
            requireOlder(length + " bytes", "damaged");
        }
        Files.write(newest, Arrays.copyOf(whole, whole.length + 1));
        requireOlder("one byte more", "damaged");
    }

    @Test
    void foreignOrigin_isRefusedWithTheReason() {
        String other = ContentDigest.of("other");
        requireRefused(origin(2, SCENARIO, DATA, 12), "dynamics, 1;");
        requireRefused(origin(1, other, DATA, 12), "another scenario");
        requireRefused(origin(1, SCENARIO, other, 12), "another data set");
        requireRefused(origin(1, SCENARIO, DATA, 99999), "the network has 99999");
        requireRefused(
                new Checkpoint.Origin("spiking-network", 1, SCENARIO, Optional.of(DATA), 12),
                "of a run of the family learning-cycle; this run is of spiking-network");
    }

    @Test
    void oldFormat_isRefusedByItsNumber() throws IOException {
        byte[] content = Files.readAllBytes(newest);
        content[11] = 1;
        Files.write(newest, content);
        requireOlder("format 1", "found checkpoint format 1, this version of Dopaflow reads 2");
    }

    @Test
    void bothDamaged_nothingIsFound() throws IOException {
        Files.writeString(newest, "nothing");
        Files.writeString(older, "");
        assertThat(find().newest()).isEmpty();
        assertThat(find().refused()).hasSize(2);
    }

    @Test
    void nextCheckpoint_neverReplacesTheNewestThatIsWhole() throws IOException {
        Files.writeString(newest, "damaged");
        CheckpointStore store = new CheckpointStore(directory.path());
        store.write(checkpoint(20));
        assertThat(CheckpointFile.read(newest, ORIGIN).steps()).isEqualTo(20);
        assertThat(CheckpointFile.read(older, ORIGIN).steps()).isEqualTo(9);
    }

    @Test
    void leftoverOfAnInterruptedWrite_isNoCheckpoint() throws IOException {
        Files.writeString(directory.path().resolve("checkpoint.b.tmp"), "cut off");
        assertThat(find().refused()).isEmpty();
        new CheckpointStore(directory.path()).clear();
        assertThat(directory.path()).isDirectoryNotContaining("glob:**checkpoint*");
    }

    @Test
    void impossibleStates_areRejected() {
        impossible(new CycleState(0, 1, new double[12], 1, 2, 3), "steps must be at least 1");
        impossible(new CycleState(1, Double.NaN, new double[12], 1, 2, 3), "finite");
        impossible(new CycleState(1, 1, new double[1], 1, 2, 3), "one for each synapse");
    }

    private static void impossible(CycleState state, String reason) {
        assertThatThrownBy(() -> new Checkpoint(ORIGIN, state, 1)).hasMessageContaining(reason);
    }

    private void requireOlder(String what, String reason) {
        CheckpointStore.Found found = find();
        assertThat(found.newest()).as(what).get().usingRecursiveComparison().isEqualTo(checkpoint(9));
        assertThat(found.refused()).as(what).hasSize(1).first().asString().contains(reason);
    }

    private void requireRefused(Checkpoint.Origin expected, String reason) {
        CheckpointStore.Found found = new CheckpointStore(directory.path()).find(expected);
        assertThat(found.newest()).isEmpty();
        List<String> refused = found.refused();
        assertThat(refused).hasSize(2).allSatisfy(text -> assertThat(text).contains(reason));
    }
}
