package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.neuron.SpikeCoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunManifestTest {

    private static final RunManifest STARTED = Runs.manifest(Runs.network(SpikeCoding.GRADED), 10);

    @TempDir
    Path folder;

    private RunDirectory directory;

    @BeforeEach
    void create() {
        directory = RunDirectory.create(folder.resolve("r"), false, STARTED, Runs.SCENARIO, List.of());
    }

    @Test
    void manifest_survivesTheFile() {
        assertThat(directory.manifest()).isEqualTo(STARTED);
        RunManifest failed = STARTED.ended(
                RunStatus.FAILED,
                Optional.of(
                        new RunManifest.Failure("neuron h1", "opportunity 3, cycle 2", "potential is \"NaN\"", true)),
                Optional.of(WeightsDigest.of(new double[] {1})),
                new RunWork.OfCycles(10, 10, 30, 11, 1000, 2000, 3000, 1.25));
        directory.write(failed);
        assertThat(directory.manifest()).isEqualTo(failed);
    }

    @Test
    void manifest_isReadableText() throws IOException {
        assertThat(Files.readAllLines(directory.manifestFile()))
                .contains("{", "  \"formatVersion\" : 1,", "  \"status\" : \"running\",", "  \"seed\" : 42,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"formatVersion\" : 1; \"formatVersion\" : 2; found format version 2, this version of Dopaflow reads 1 to 1",
                "\"formatVersion\" : 1; \"formatVersion\" : \"one\"; formatVersion: found \"one\", allowed is an integer",
                "\"status\" : \"running\"; \"status\" : \"asleep\"; status: found \"asleep\", allowed is one of running, finished",
                "\"status\" : \"running\"; \"status\" : \"finished\"; its values contradict one another",
                "\"seed\" : 42; \"sead\" : 42; seed: found nothing, allowed is an integer",
                "\"seed\" : 42; \"seed\" : 4.2; seed: found 4.2, allowed is an integer",
                "\"threads\" : 2; \"threads\" : 0; threads must be at least 1",
                "\"threads\" : 2; \"threads\" : 99999999999; its values contradict one another",
                "\"cyclesDone\" : 0; \"cyclesDone\" : -1; cyclesDone must be at least 0, was -1",
                "\"engine\" : \"actor\"; \"engine\" : [ ]; environment.engine: found [], allowed is a text",
                "{; {{; damaged, it holds no JSON",
            })
    void wrongManifest_isRefusedWithFileAndKey(String right, String wrong, String problem) throws IOException {
        String text = Files.readString(directory.manifestFile());
        assertThat(text).contains(right);
        Files.writeString(directory.manifestFile(), text.replace(right, wrong));
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(directory::manifest)
                .withMessageContainingAll(directory.manifestFile().toString(), problem)
                .satisfies(e -> assertThat(e.file()).isEqualTo(directory.manifestFile()));
    }

    @Test
    void cutManifest_isRefusedAtEveryLength() throws IOException {
        String text = Files.readString(directory.manifestFile()).strip();
        for (int length = 0; length < text.length(); length++) {
            Files.writeString(directory.manifestFile(), text.substring(0, length));
            assertThatExceptionOfType(WrongFileException.class).isThrownBy(directory::manifest);
        }
    }

    @Test
    void missingManifest_isNoRunDirectory() throws IOException {
        Files.delete(directory.manifestFile());
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> RunReader.open(directory.path()))
                .withMessageContaining("found no manifest.json");
        assertThatExceptionOfType(WrongFileException.class)
                .isThrownBy(() -> RunReader.open(folder.resolve("nowhere")))
                .withMessageContainingAll("nowhere", "found no such directory");
    }

    @Test
    void contradictions_cannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> STARTED.ended(RunStatus.FAILED, Optional.empty(), Optional.empty(), STARTED.work()))
                .withMessageContaining("failure must be given");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunWork.OfCycles(0, 0, 0, 0, 0, 0, 0, Double.NaN))
                .withMessageContaining("wallSeconds");
        assertThat(List.of(RunStatus.values())).extracting(RunStatus::text).contains("running", "cancelled");
    }
}
