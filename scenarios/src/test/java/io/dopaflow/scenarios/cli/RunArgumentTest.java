package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several runs where a command looks at one, as a pattern of the shell gives them. */
class RunArgumentTest {
    @TempDir
    static Path folder;

    /** The order of names is not that of time. */
    @BeforeAll
    static void runs() throws Exception {
        for (String name : new String[] {"b", "a", "c"}) {
            Path run = folder.resolve(name);
            assertThat(Cli.execute("run", "single-synapse", "--set", "learning.opportunities=2", "--out", run)
                            .exitCode())
                    .isZero();
        }
        Files.createDirectory(folder.resolve("d-is-none"));
        String older = Files.readString(folder.resolve("c/manifest.json"))
                .replaceFirst("(\"started\" *: *\")\\d{4}", "$12020");
        Files.writeString(folder.resolve("c/manifest.json"), older);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spikes", "verify", "compare", "resume"})
    void ofSeveralRuns_theOneThatStartedLastIsTaken(String command) {
        Cli cli = Cli.execute(
                command, folder.resolve("a"), folder.resolve("b"), folder.resolve("c"), folder.resolve("d-is-none"));
        assertThat(cli.err()).startsWith(folder.resolve("a") + ": the last of 4 runs\n");
        assertThat(cli.exitCode()).as(cli.err()).isEqualTo(command.equals("resume") ? 2 : 0);
    }

    @Test
    void oneRun_isTakenWithoutAWord() {
        assertThat(Cli.execute("verify", folder.resolve("c")).err()).isEmpty();
    }

    @Test
    void whatIsNoDirectory_isNamedAmongSeveral() {
        Cli cli = Cli.execute("verify", folder.resolve("a"), folder.resolve("nowhere"));
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("RUN: found no directory " + folder.resolve("nowhere"));
    }
}
