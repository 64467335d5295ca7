package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.SpikeQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only a process of its own can show: signals, limits of the system, what is loaded at the start. */
@DisabledOnOs(OS.WINDOWS)
class ProcessTest {
    private static final Object[] LONG_RUN = {
        "run", "single-synapse", "--set", "learning.opportunities=1000000", "--out", "run"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 2", "TERM, 15"})
    void signal_cancelsTheRunAndClosesItsDirectory(String signal, int number) throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, List.of(), LONG_RUN)) {
            child.awaitFile(folder.resolve("run/spikes.parts/part-00001.parquet"));
            assumeFalse(child.ignores(number), "this process was started in the background of a shell");
            child.signal(signal);
            assertThat(child.exitCode()).isEqualTo(128 + number);
            assertThat(child.err()).contains("cancelled").contains("run").doesNotContain("\tat ");
        }
        assertThat(folder.resolve("run/spikes.parquet")).exists();
        assertThat(folder.resolve("run/spikes.parts")).doesNotExist();
        RunManifest manifest = requireReadable();
        assertThat(manifest.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(manifest.digest()).isPresent();
        assertThat(Cli.execute("verify", folder.resolve("run")).exitCode()).isZero();
    }

    @Test
    void kill_leavesWhatWasFlushedAndAManifestThatDoesNotSayFinished() throws Exception {
        try (ChildProcess child = ChildProcess.start(folder, List.of(), LONG_RUN)) {
            child.awaitFile(folder.resolve("run/spikes.parts/part-00000.parquet"));
            child.signal("KILL");
            assertThat(child.exitCode()).isEqualTo(128 + 9);
        }
        assertThat(requireReadable().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(Cli.execute("spikes", folder.resolve("run"), "--counts").exitCode())
                .isZero();
    }

    /** Every message that waited would be on the heap: here some 1.1 million rows pass through one of 64 MB. */
    @Test
    void heap_isBoundedWhateverTheNumberOfCycles() throws Exception {
        try (ChildProcess child = ChildProcess.start(
                folder,
                List.of("-Xmx64m"),
                "run",
                "iris",
                "--record",
                "full",
                "--set",
                "learning.epochs=2",
                "--out",
                "run")) {
            assertThat(child.exitCode()).as(child.err()).isZero();
        }
        assertThat(requireReadable().status()).isEqualTo(RunStatus.FINISHED);
    }

    /**
     * Some four million rows, whose bytes alone would be 160 MB; what the operating system counts includes DuckDB. The
     * virtual machine itself may take 256 MB, and so may the recording.
     */
    @Test
    @EnabledOnOs(OS.LINUX)
    void memory_isBoundedWhateverThePopulationEngineRecords() throws Exception {
        try (ChildProcess child = ChildProcess.start(
                folder,
                List.of("-Xmx96m"),
                "run",
                "digits",
                "--engine",
                "population",
                "--set",
                "record={spikes: all, arrivals: none, rewards: all, weights: {every: 2 opportunities, within: 1 cycles}}",
                "--set",
                "learning.epochs=1",
                "--set",
                "learning.cycles=1",
                "--out",
                "run")) {
            assertThat(child.peakMegabytesUntilItEnds()).isBetween(64L, 512L);
            assertThat(child.exitCode()).as(child.err()).isZero();
        }
        assertThat(requireReadable().status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void runWithoutADirectory_makesOneCalledAfterScenarioAndTime() throws Exception {
        try (ChildProcess child =
                ChildProcess.start(folder, List.of(), "run", "single-synapse", "--set", "learning.opportunities=2")) {
            assertThat(child.exitCode()).as(child.err()).isZero();
            assertThat(child.out()).matches("runs/single-synapse-\\d{8}-\\d{6}\n");
            assertThat(folder.resolve(child.out().strip()).resolve("manifest.json"))
                    .exists();
            assertThat(child.err()).doesNotContain("\u001b[");
        }
    }

    @Test
    void list_startsNeitherActorsNorTheDatabase() throws Exception {
        assertThat(classesLoadedBy("list")).noneMatch(ProcessTest::isHeavy);
    }

    @Test
    void help_startsNeitherActorsNorTheDatabase() throws Exception {
        assertThat(classesLoadedBy("run", "--help")).noneMatch(ProcessTest::isHeavy);
    }

    @Test
    void run_startsNothingOfAClusterUnlessItIsAsked() throws Exception {
        assertThat(classesLoadedBy("run", "single-synapse", "--set", "learning.opportunities=2", "--engine", "actor"))
                .anyMatch(loaded -> loaded.startsWith("akka.actor."))
                .noneMatch(ProcessTest::isOfACluster);
    }

    /** All but the types that commands name, which load nothing else. */
    private static boolean isOfACluster(String loaded) {
        return Stream.of("akka.cluster.", "akka.remote.", "io.dopaflow.simulator.cluster.")
                        .anyMatch(loaded::startsWith)
                && !loaded.matches(
                        ".*\\.(NodeAddress|NodeSettings|Work|JobTaker|WorkerNode|Coordinator|ClusterException)");
    }

    private static boolean isHeavy(String loaded) {
        return Stream.of("akka.", "org.duckdb.", "scala.", "io.micrometer.", "ch.qos.logback.", "org.knowm.")
                .anyMatch(loaded::startsWith);
    }

    private List<String> classesLoadedBy(Object... args) throws Exception {
        Path log = folder.resolve("classes.log");
        try (ChildProcess child = ChildProcess.start(folder, List.of("-Xlog:class+load:file=" + log + ":none"), args)) {
            assertThat(child.exitCode()).as(child.err()).isZero();
            assertThat(child.out()).isNotBlank();
        }
        return Files.readAllLines(log).stream().map(line -> line.split(" ")[0]).toList();
    }

    private RunManifest requireReadable() throws IOException {
        try (RunReader reader = RunReader.open(folder.resolve("run"))) {
            AtomicLong spikes = new AtomicLong();
            reader.spikes(SpikeQuery.everything().atMost(100), spike -> spikes.incrementAndGet());
            assertThat(spikes).hasPositiveValue();
            return reader.manifest();
        }
    }
}
