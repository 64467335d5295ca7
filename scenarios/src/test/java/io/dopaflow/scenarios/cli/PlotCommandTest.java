package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a figure: whole or not at all, and nothing of an earlier one is lost by mistake. */
class PlotCommandTest {
    private static final String EARLIER = "an earlier figure";

    @TempDir
    Path folder;

    private Path run;
    private Path usual;

    @BeforeEach
    void run() throws IOException {
        run = folder.resolve("run");
        usual = run.resolve("raster.png");
        assertThat(Cli.execute("run", "single-synapse", "--set", "learning.opportunities=2", "--out", run)
                        .exitCode())
                .isZero();
    }

    @Test
    void figureWithoutFile_isNotReplacedWithoutForce() throws IOException {
        assertThat(Cli.execute("plot", run, "raster").exitCode()).isZero();
        Files.writeString(usual, EARLIER);
        Cli refused = Cli.execute("plot", run, "raster");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("dopaflow: KIND: found the file " + usual
                        + " of an earlier figure; allowed: --force to replace it," + " or --file with a new one\n");
        assertThat(usual).hasContent(EARLIER);
        assertThat(Cli.execute("plot", run, "raster", "--force").exitCode()).isZero();
        assertThat(Files.readAllBytes(usual)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void figureInAFile_isNotReplacedWithoutForce() throws IOException {
        Path file = folder.resolve("mine.svg");
        Files.writeString(file, EARLIER);
        Files.writeString(usual, EARLIER);
        Cli refused = Cli.execute("plot", run, "raster", "--file", file);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--file: found the file " + file);
        assertThat(file).hasContent(EARLIER);
        assertThat(Cli.execute("plot", run, "raster", "--file", file, "--force").exitCode())
                .isZero();
        assertThat(file).content().contains("<svg");
        assertThat(usual).hasContent(EARLIER);
    }

    @Test
    void help_groupsItsOptions() {
        assertThat(Cli.execute("plot", "--help").out())
                .containsPattern(
                        "(?s)\\[KIND].* --list .*\nWhich spikes:\n.* --neuron=.* --bin=.*\nWhere the figure goes:\n"
                                + ".* --file=.* --force .* --no-progress");
    }

    /** Options of two groups and of none, in any order. */
    @Test
    void optionsOfAllGroups_areRead() {
        Path file = folder.resolve("a.svg");
        Cli plotted = Cli.execute(
                "plot",
                "--no-progress",
                "--opportunity",
                "0",
                run,
                "--file",
                file,
                "raster",
                "--to",
                "30 ms",
                "--neuron",
                "pre");
        assertThat(plotted.err()).isEqualTo("wrote " + file + "\n");
        Cli both = Cli.execute("plot", run, "raster", "--from", "2 ms", "--to", "1 ms", "--file", "a.gif");
        assertThat(both.err()).contains("--from: found", "--file: found");
    }
}
