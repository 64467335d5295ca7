package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output on a full disk: nobody may believe that what was asked for is there. A reader that has gone is no fault. */
class LostOutputTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void run() {
        assertThat(Cli.execute(
                                "run",
                                "single-synapse",
                                "--set",
                                "learning.opportunities=2",
                                "--out",
                                folder.resolve("run"))
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "run --help",
                "list",
                "show iris",
                "show --schema",
                "verify RUN",
                "spikes RUN",
                "spikes RUN --format csv",
                "spikes RUN --format json",
                "spikes RUN --counts",
                "compare RUN --no-curves --force",
                "run single-synapse --set learning.opportunities=2 --quiet --out RUN/../other --force"
            })
    void whatCannotBeWritten_isAFailureInOneLine(String command) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Dopaflow.execute(
                command.replace("RUN", folder.resolve("run").toString()).split(" "),
                new PrintStream(new Dopaflow.StandardOutput(new Full(), () -> false), false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
        assertThat(exitCode).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("dopaflow: ")))
                .singleElement()
                .asString()
                .contains("standard output");
    }

    @Test
    void readerThatHasGone_isNoFailure() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Dopaflow.execute(
                new String[] {"show", "iris"},
                new PrintStream(new Dopaflow.StandardOutput(new Full(), () -> true), false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8));
        assertThat(exitCode).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** Takes a little and then no more. */
    private static final class Full extends OutputStream {
        private int left = 40;

        @Override
        public void write(int b) throws IOException {
            if (left-- <= 0) {
                throw new IOException("No space left on device");
            }
        }
    }
}
