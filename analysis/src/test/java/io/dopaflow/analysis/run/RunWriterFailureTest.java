package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

    private final List<RunDirectoryException> reported = new CopyOnWriteArrayList<>();

    /** Takes nothing until it is told to, then fails. */
    private record FailingSink(CountDownLatch release) implements RowSink {

        @Override
        public void append(Rows rows) {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            throw new IllegalStateException("the disk is gone");
        }

        @Override
        public void flush() {}

        @Override
        public void merge() {}

        @Override
        public void close() {}
    }

    @Test
    void callersThatWait_wakeWithTheFailure() throws Exception {
        int threads = 6;
        RunDirectory directory = Runs.directory(folder.resolve("r"), NETWORK, 1);
        CountDownLatch release = new CountDownLatch(1);
        RunWriter writer =
                new RunWriter(directory, () -> new FailingSink(release), reported::add, Duration.ofSeconds(2));
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        List<Future<Throwable>> ends = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            ends.add(callers.submit(() -> catchThrowable(() -> {
                for (int row = 0; ; row++) {
                    writer.arrival(row, 0, 0, 0);
                }
            })));
        }
        await().until(() -> writer.rowsWaiting() == 16L * ColumnBatch.CAPACITY);
        assertThat(writer.lagNanos()).isPositive();
        assertThat(ends).noneMatch(Future::isDone);
        release.countDown();
        for (Future<Throwable> end : ends) {
            assertThat(end.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(RunDirectoryException.class)
                    .hasMessageContainingAll(directory.path().toString(), "the disk is gone");
        }
        callers.shutdown();
        assertThatExceptionOfType(RunDirectoryException.class).isThrownBy(writer::close);
        assertThat(reported).hasSize(1);
        assertThat(writer.failure()).hasValue(reported.get(0));
    }

    /** In a try statement the failure is thrown twice: by the row and by the close. */
    @Test
    void tryStatement_throwsTheFailureWithTheOtherSuppressed() {
        RunDirectory directory = Runs.directory(folder.resolve("r"), NETWORK, 1);
        Throwable thrown = catchThrowable(() -> {
            try (RunWriter writer = new RunWriter(
                    directory, () -> new FailingSink(new CountDownLatch(0)), reported::add, Duration.ofSeconds(2))) {
                for (int row = 0; ; row++) {
                    writer.arrival(row, 0, 0, 0);
                }
            }
        });
        assertThat(thrown).isInstanceOf(RunDirectoryException.class);
        assertThat(thrown.getSuppressed()).hasSize(1);
    }

    @Test
    void databaseThatCannotBeOpened_isReported() {
        RunDirectory directory = Runs.directory(folder.resolve("r"), NETWORK, 1);
        RunWriter writer = new RunWriter(
                directory,
                () -> {
                    throw new UnsatisfiedLinkError("no library for this processor");
                },
                reported::add,
                Duration.ofSeconds(2));
        await().until(() -> !reported.isEmpty());
        assertThatExceptionOfType(RunDirectoryException.class)
                .isThrownBy(() -> writer.arrival(1, 0, 0, 0))
                .withMessageContaining("no library for this processor");
        assertThatExceptionOfType(RunDirectoryException.class).isThrownBy(writer::close);
    }

    @Test
    void lostFolder_endsTheWritingAndKeepsTheOtherTables() throws Exception {
        RunDirectory directory = Runs.directory(folder.resolve("r"), NETWORK, 1);
        RunWriter writer =
                new RunWriter(directory, () -> new DuckDbSink(directory), reported::add, Duration.ofMillis(20));
        writer.network(NETWORK);
        Path part = directory.partsFolder(RunTable.SYNAPSES).resolve("part-00000.parquet");
        await().until(() -> Files.exists(part));
        Files.delete(directory.partsFolder(RunTable.ARRIVALS));
        writer.arrival(1, 0, 0, 0);
        await().until(() -> !reported.isEmpty());
        assertThat(reported.get(0)).hasMessageContaining("arrivals.parts");
        assertThatExceptionOfType(RunDirectoryException.class).isThrownBy(writer::close);
        assertThat(directory.spillFolder()).doesNotExist();
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
            RunWriter writer =
                    new RunWriter(directory, () -> new DuckDbSink(directory), reported::add, Duration.ofMillis(20));
            writer.network(NETWORK);
            RunDirectoryException failure = null;
            for (long opportunity = 0; failure == null; opportunity++) {
                try {
                    Runs.write(writer, NETWORK, opportunity);
                } catch (RunDirectoryException e) {
                    failure = e;
                }
                while (opportunity == 0 && !Files.exists(disk.resolve("r/weights.parts/part-00000.parquet"))) {
                    Thread.sleep(1);
                }
            }
            assertThat(failure).hasMessageContaining(".parts");
            assertThatExceptionOfType(RunDirectoryException.class).isThrownBy(writer::close);
            assertThat(reported).hasSize(1);
            fill(disk.resolve("filler"));
            directory.write(directory
                    .manifest()
                    .ended(
                            RunStatus.FAILED,
                            Optional.of(new RunManifest.Failure("recorder", "", failure.getMessage(), true)),
                            Optional.empty(),
                            directory.manifest().work()));
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
