package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same scenario and seed give the same weights, to the last bit, on any number of threads, any JDK and any processor.
 * The digest was written down from a run on OpenJDK 17, Linux, x86-64.
 */
@Tag("digest")
class DigestTest {
    private static final String SCENARIO = """
            name: digest
            seed: 42
            task: {data: iris, held_out: 0.2}
            network:
              hidden:
                - {size: 4, activation: softplus}
                - {size: 3, activation: sigmoid, spikes: all-or-none}
            learning: {cycles: 5, half_window: 0.3, flow_time: 0.01, opportunities: 60}
            """;

    private static final String DIGEST = "sha256:c8897f34b62238a34efac960b00b8b4a326c02b319a2d6e4b60b69cac6e39734";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void digest_isTheSameOnAnyNumberOfThreads(int threads) throws Exception {
        Path file = Files.writeString(folder.resolve("digest.yaml"), SCENARIO);
        Path run = folder.resolve("run");
        Cli made = Cli.execute("run", file, "--threads", threads, "--out", run);
        assertThat(made.exitCode()).as(made.err()).isZero();
        try (RunReader reader = RunReader.open(run)) {
            assertThat(reader.manifest().environment().threads()).isEqualTo(threads);
            assertThat(reader.manifest().digest()).contains(DIGEST);
        }
    }
}
