package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dopaflow.scenarios.run.EngineFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that is full, or a file that may not be read: the machine is at fault, not what was asked for. */
@Timeout(60)
class StorageFailureTest {
    @TempDir
    Path folder;

    private final List<SmallDisk> mounted = new ArrayList<>();

    private Path disk() throws Exception {
        Path disk = folder.resolve("disk");
        mounted.add(SmallDisk.on(disk, "256k"));
        return disk;
    }

    @AfterEach
    void unmount() throws Exception {
        for (SmallDisk disk : mounted) {
            disk.close();
        }
    }

    private static void assertFailed(Cli cli, String reason) {
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(1);
        assertThat(cli.err()).contains(reason).doesNotContain("not foreseen", "Exception", "Error", ".tmp");
    }

    private Path run() {
        Path run = folder.resolve("run");
        Cli made = Cli.execute("run", "single-synapse", "--record", "full", "--out", run);
        assertThat(made.exitCode()).as(made.err()).isZero();
        return run;
    }

    /** What looks whole must be whole: nothing is there but what was there before. */
    private static void assertEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactly("filler");
        }
    }

    @Test
    void fullDisk_failsAComparison() throws Exception {
        Path run = run();
        Path disk = disk();
        SmallDisk.fill(disk);
        assertFailed(Cli.execute("compare", run, "--out", disk), "cannot be written: No space left on device");
        assertEmpty(disk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"raster.png", "raster.svg"})
    void fullDisk_failsAFigure(String name) throws Exception {
        Path run = run();
        Path disk = disk();
        SmallDisk.fill(disk);
        assertFailed(
                Cli.execute("spikes", run, "--raster", disk.resolve(name)),
                disk.resolve(name) + ": cannot be written: No space left on device");
        assertEmpty(disk);
    }

    /** Full before the first file, or as the results come. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fullDisk_failsASweep(boolean later) throws Exception {
        Path disk = disk();
        fails(disk, later, "sweep", "single-synapse", "--set", "learning.cycles=10,20", "--out", disk.resolve("s"));
        assertThat(disk.resolve("s/results.parquet")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fullDisk_failsAStudy(boolean later) throws Exception {
        Path disk = disk();
        fails(
                disk,
                later,
                "converge",
                "theorem-1",
                "--cycles",
                "160,1600",
                "--replicates",
                "4",
                "--out",
                disk.resolve("s"));
        assertThat(disk.resolve("s/results.parquet")).doesNotExist();
    }

    private static void fails(Path disk, boolean later, Object... command) {
        EngineFactory engines = (choice, threads, model) -> {
            SmallDisk.fill(disk);
            return EngineFactory.standard().choose(choice, threads, model);
        };
        if (!later) {
            SmallDisk.fill(disk);
        }
        assertFailed(Cli.executeWith(engines, command), "No space left on device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rewards.parquet", "scenario.yaml", "."})
    void fileThatMayNotBeRead_isNotCalledDamaged(String name) throws Exception {
        Path run = run();
        assertUnreadable(run.resolve(name).normalize(), "verify", run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scenario.yaml", "data.csv"})
    void inputThatMayNotBeRead_isNotCalledWrong(String name) throws Exception {
        Path scenario = folder.resolve("scenario.yaml");
        Files.writeString(scenario, "name: mine\ntask: {data: data.csv, target: kind}\n");
        Files.writeString(folder.resolve("data.csv"), "x,kind\n1,a\n2,b\n");
        assertUnreadable(
                folder.resolve(name),
                "sweep",
                scenario,
                "--set",
                "learning.cycles=10,20",
                "--out",
                folder.resolve("s"));
    }

    /** In a process of its own, since root may read everything unless it gives that right away. */
    private static void assertUnreadable(Path file, Object... arguments) throws Exception {
        Files.setPosixFilePermissions(file, Set.of());
        try {
            List<String> command = new ArrayList<>();
            if (Files.isReadable(file)) {
                command.addAll(List.of("setpriv", "--inh-caps=-all", "--bounding-set=-all"));
                assumeTrue(SmallDisk.succeeds(
                        Stream.concat(command.stream(), Stream.of("true")).toArray(String[]::new)));
            }
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Dopaflow.class.getName()));
            Stream.of(arguments).map(Object::toString).forEach(command::add);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isEqualTo(1);
            assertThat(said).contains(file.toString(), "permission denied").doesNotContain("damaged", "Exception");
        } finally {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
