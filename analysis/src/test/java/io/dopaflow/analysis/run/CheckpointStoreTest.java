package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointStoreTest {
    private static final Network NETWORK = Runs.network(SpikeCoding.GRADED);
    private static final Checkpoint.Origin ORIGIN = new Checkpoint.Origin(
            1, ContentDigest.of(Runs.SCENARIO), ContentDigest.of("no data"), NETWORK.synapseCount());

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

    private static Checkpoint checkpoint(long cycles) {
        double[] theta = new double[NETWORK.synapseCount()];
        Arrays.setAll(theta, synapse -> Math.sin(cycles + synapse));
        return new Checkpoint(ORIGIN, cycles, 0.25 * cycles, theta, new Checkpoint.Counts(1, 2, 3, 4.5));
    }

    private CheckpointStore.Found find() {
        return new CheckpointStore(directory.path()).find(ORIGIN);
    }

    @Test
    void newest_isFoundAsItWasWritten() {
        CheckpointStore.Found found = find();
        assertThat(found.refused()).isEmpty();
        assertThat(found.newest()).get().usingRecursiveComparison().isEqualTo(checkpoint(12));
        assertThat(newest).hasSize(CheckpointFile.FIXED_BYTES + 8L * NETWORK.synapseCount());
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
        requireRefused(new Checkpoint.Origin(2, ORIGIN.scenarioDigest(), ORIGIN.dataDigest(), 12), "dynamics, 1;");
        requireRefused(new Checkpoint.Origin(1, other, ORIGIN.dataDigest(), 12), "another scenario");
        requireRefused(new Checkpoint.Origin(1, ORIGIN.scenarioDigest(), other, 12), "another data set");
        requireRefused(
                new Checkpoint.Origin(1, ORIGIN.scenarioDigest(), ORIGIN.dataDigest(), 99999), "the network has 99999");
    }

    @Test
    void otherFormat_isRefusedWithItsNumber() throws IOException {
        byte[] content = Files.readAllBytes(newest);
        content[11] = 2;
        Files.write(newest, content);
        requireOlder("format 2", "found checkpoint format 2, this version of Dopaflow reads 1");
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
        assertThat(CheckpointFile.read(newest, ORIGIN).cycles()).isEqualTo(20);
        assertThat(CheckpointFile.read(older, ORIGIN).cycles()).isEqualTo(9);
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
        assertThatThrownBy(() -> new Checkpoint(
                        ORIGIN, 0, 1, new double[12], checkpoint(1).counts()))
                .hasMessageContaining("cycles must be at least 1");
        assertThatThrownBy(() -> new Checkpoint(
                        ORIGIN,
                        1,
                        Double.NaN,
                        checkpoint(1).theta(),
                        checkpoint(1).counts()))
                .hasMessageContaining("finite");
        assertThatThrownBy(() -> new Checkpoint(
                        ORIGIN, 1, 1, new double[1], checkpoint(1).counts()))
                .hasMessageContaining("one for each synapse");
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
