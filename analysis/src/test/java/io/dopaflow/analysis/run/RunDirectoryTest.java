package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunDirectoryTest {

    private static final Network NETWORK = Runs.network(SpikeCoding.GRADED);

    @TempDir
    Path folder;

    private RunDirectory create(Path path, boolean overwrite) {
        return RunDirectory.create(path, overwrite, Runs.manifest(NETWORK, 1), Runs.SCENARIO, List.of());
    }

    private void assertRefused(Path path, boolean overwrite, String problem) {
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> create(path, overwrite))
                .withMessageContainingAll(path.toString(), problem);
    }

    @Test
    void newDirectory_hasItsParentsManifestAndScenario() {
        RunDirectory directory = create(folder.resolve("a/b/c"), false);
        assertThat(directory.manifest().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(directory.scenarioFile()).hasContent(Runs.SCENARIO);
    }

    @Test
    void emptyDirectory_isTaken() {
        assertThat(create(folder, false).manifestFile()).exists();
    }

    @Test
    void discardedRun_leavesNothingThatItMade() {
        RunDirectory directory = create(folder.resolve("a/b/c"), false);
        try (RunWriter writer = new RunWriter(directory, failure -> {})) {
            writer.arrival(1, 0, 0, 0);
        }
        directory.discard();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void discardedRun_leavesWhatOthersMade() throws IOException {
        RunDirectory directory = create(folder.resolve("a/b/c"), false);
        Files.writeString(folder.resolve("a/note.txt"), "mine");
        directory.discard();
        assertThat(folder.resolve("a")).isDirectoryContaining("glob:**/note.txt");
        assertThat(folder.resolve("a/b")).doesNotExist();
    }

    @Test
    void existingRun_isOverwrittenOnlyIfForced() {
        Path path = folder.resolve("r");
        try (RunWriter writer = new RunWriter(create(path, false), failure -> {})) {
            writer.arrival(1, 0, 0, 0);
        }
        assertRefused(path, false, "found a directory with files in it");
        assertThat(path.resolve("arrivals.parquet")).exists();
        create(path, true);
        assertThat(path.resolve("arrivals.parquet")).doesNotExist();
        assertThat(path.resolve("manifest.json")).exists();
    }

    @Test
    void forced_keepsFilesThatNoRunMakes() throws IOException {
        Path path = folder.resolve("r");
        create(path, false);
        Files.createDirectories(path.resolve("spikes.parts"));
        Files.writeString(path.resolve("spikes.parts/part-00000.parquet"), "old");
        Files.writeString(path.resolve("spikes.parts/thoughts.txt"), "mine");
        Files.writeString(path.resolve("notebook.ipynb"), "mine");
        Files.writeString(path.resolve("run.log"), "old");
        Files.writeString(path.resolve("compare.png"), "old");
        create(path, true);
        try (Stream<Path> files = Files.walk(path)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> path.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "manifest.json",
                            "scenario.yaml",
                            ".reserve",
                            "notebook.ipynb",
                            "spikes.parts/thoughts.txt"
                                    .replace(
                                            '/',
                                            path.getFileSystem().getSeparator().charAt(0)));
        }
    }

    @Test
    void forced_followsNoLinkOutOfTheDirectory() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("part-00000.parquet"), "mine");
        Path path = folder.resolve("r");
        create(path, false);
        Files.createSymbolicLink(path.resolve("spikes.parts"), outside);
        create(path, true);
        assertThat(outside.resolve("part-00000.parquet")).hasContent("mine");
    }

    /** Whatever a kill may leave at the start of a run; and the files of a run whose manifest was deleted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "scenario.yaml=",
                "scenario.yaml= manifest.json.tmp={\"form",
                "scenario.yaml=name:invented .lock=",
                "manifest.json.tmp= .lock=",
                "scenario.yaml=name:other neurons.parquet=PAR1 run.log=x .reserve=y"
            })
    void runKilledBeforeItsManifest_isReplacedIfForced(String files) throws IOException {
        Path path = Files.createDirectories(folder.resolve("r"));
        for (String file : files.split(" ")) {
            String content = file.replaceFirst("[^=]*=", "");
            Files.writeString(
                    path.resolve(file.split("=")[0]), content.equals("name:invented") ? Runs.SCENARIO : content);
        }
        assertRefused(path, false, "found a directory with files in it");
        assertThat(create(path, true).manifest().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(path.resolve("scenario.yaml")).hasContent(Runs.SCENARIO);
        assertThat(path.resolve("neurons.parquet")).doesNotExist();
    }

    @Test
    void scenarioThatAUserKeepsThere_isNotOverwritten() throws IOException {
        Path path = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(path.resolve("scenario.yaml"), "# mine");
        assertRefused(path, true, "no manifest.json of a run");
        assertThat(path.resolve("scenario.yaml")).hasContent("# mine");
    }

    @Test
    void foreignFiles_areNeverOverwritten() throws IOException {
        Path path = Files.createDirectories(folder.resolve("thesis"));
        Files.writeString(path.resolve("chapter.tex"), "mine");
        assertRefused(path, true, "no manifest.json of a run");
        Files.writeString(path.resolve("manifest.json"), "{\"name\": \"somebody's web page\"}");
        assertRefused(path, true, "no manifest.json of a run");
        assertThat(path.resolve("chapter.tex")).hasContent("mine");
        assertThat(path.resolve("manifest.json")).exists();
    }

    @Test
    void file_isNoDirectory() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "mine");
        assertRefused(file, true, "found a file");
        assertRefused(file.resolve("below"), true, "cannot be made");
        assertThat(file).hasContent("mine");
    }

    @Test
    void runOfALivingProcess_isNotOverwrittenEvenIfForced() throws Exception {
        Path path = folder.resolve("r");
        RunDirectory directory = create(path, false);
        Process sleeper = new ProcessBuilder("sleep", "60").start();
        try {
            directory.write(startedBy(sleeper.pid(), Instant.now().plusSeconds(1)));
            assertRefused(path, true, "process " + sleeper.pid() + " is still writing");
            directory.write(startedBy(sleeper.pid(), Instant.now().minusSeconds(3600)));
            create(path, true);
        } finally {
            sleeper.destroyForcibly();
        }
    }

    private static RunManifest startedBy(long pid, Instant started) {
        RunManifest own = Runs.manifest(NETWORK, 1);
        return new RunManifest(
                own.dopaflow(),
                own.family(),
                own.name(),
                own.scenarioDigest(),
                own.dataDigest(),
                own.seed(),
                new RunManifest.Environment("actor", 1, "some", "some", pid, ""),
                started,
                RunStatus.RUNNING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                own.work(),
                List.of());
    }
}
