package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.record.RecordingFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nothing hangs and nothing is silent when the disk fails. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunWriterFailureTest {

    private static final Network NETWORK = Runs.network(SpikeCoding.GRADED);

    @TempDir
    Path folder;

    private final List<StorageException> reported = new CopyOnWriteArrayList<>();

    @Test
    void lostFolder_endsTheWritingAndKeepsTheOtherTables() throws Exception {
        RunDirectory directory = Runs.directory(folder.resolve("r"), NETWORK, 1);
        RunWriter writer = new RunWriter(directory, Duration.ofMillis(20), reported::add);
        writer.network(NETWORK);
        Path part = RunTable.SYNAPSES.parts(directory.path()).resolve("part-00000.parquet");
        await().until(() -> Files.exists(part));
        Files.delete(RunTable.ARRIVALS.parts(directory.path()));
        writer.arrival(1, 0, 0, 0);
        await().until(() -> !reported.isEmpty());
        assertThat(reported.get(0)).hasMessageContaining("arrivals.parts");
        assertThatExceptionOfType(RecordingFailedException.class).isThrownBy(writer::close);
        assertThat(directory.path().resolve(".spill")).doesNotExist();
        try (RunReader run = RunReader.open(directory.path())) {
            assertThat(run.network().synapses()).isEqualTo(NETWORK.synapses());
        }
    }

    /** A file system of its own, where that may be mounted. */
    @Test
    void fullDisk_leavesWhatWasWrittenReadableAndRoomForTheManifest() throws Exception {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Assumptions.assumeTrue(succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()));
        try {
            RunDirectory directory = Runs.directory(disk.resolve("r"), NETWORK, 1_000_000);
            RunWriter writer = new RunWriter(directory, Duration.ofMillis(20), reported::add);
            writer.network(NETWORK);
            RecordingFailedException failure = null;
            for (long opportunity = 0; failure == null; opportunity++) {
                try {
                    Runs.write(writer, NETWORK, opportunity);
                } catch (RecordingFailedException e) {
                    failure = e;
                }
                while (opportunity == 0 && !Files.exists(disk.resolve("r/weights.parts/part-00000.parquet"))) {
                    Thread.sleep(1);
                }
            }
            assertThat(failure).hasMessageContainingAll(".parts", "cannot be written: No space left on device");
            assertThatExceptionOfType(RecordingFailedException.class).isThrownBy(writer::close);
            assertThat(reported).hasSize(1);
            fill(disk.resolve("filler"));
            directory.write(directory
                    .manifest()
                    .ended(
                            RunStatus.FAILED,
                            Optional.of(new RunManifest.Failure("recorder", "", failure.getMessage(), true)),
                            Optional.empty(),
                            directory.manifest().cycleWork()));
            try (RunReader run = RunReader.open(directory.path())) {
                assertThat(run.manifest().status()).isEqualTo(RunStatus.FAILED);
                assertThat(run.coverage()).anyMatch(OpportunityCoverage::isWhole);
            }
        } finally {
            assertThat(succeeds("umount", disk.toString())).isTrue();
        }
    }

    /** Takes what little room is left on a disk. */
    private static void fill(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] block = new byte[512];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
