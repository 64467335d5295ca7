package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command compare on networks that spike freely. */
class NetworkCompareTest {
    @TempDir
    Path folder;

    private String ran(String... arguments) {
        String run = folder.resolve("run").toString();
        String[] all = new String[arguments.length + 4];
        all[0] = "run";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 3] = "--out";
        all[all.length - 2] = run;
        all[all.length - 1] = "--no-progress";
        assertThat(Cli.execute(all).exitCode()).isZero();
        return run;
    }

    @Test
    void weightsOfEpisodes_areComparedWithTheFlow() {
        String run = ran("escape-flow", "--set", "duration=12 s");
        Cli compare = Cli.execute("compare", run, "--no-progress");
        assertThat(compare.exitCode()).isZero();
        assertThat(compare.out()).contains("flow's path mV", "predicted mV", "E[L] on the flow", "A run is one draw.");
        assertThat(compare.out().lines().filter(line -> line.contains(" deg"))).hasSize(4);
        assertThat(Path.of(run, "compare.parquet")).isNotEmptyFile();
        assertThat(Path.of(run, "compare-weights.png")).isNotEmptyFile();
        assertThat(Path.of(run, "compare-weights.svg")).isNotEmptyFile();
    }

    @Test
    void networksWithoutEpisodes_areRefused() {
        String run = ran("ring", "--set", "duration=100 ms");
        Cli compare = Cli.execute("compare", run);
        assertThat(compare.exitCode()).isEqualTo(1);
        assertThat(compare.err()).contains("not compared: no reward of episodes");
        assertThat(Files.exists(Path.of(run, "compare.parquet"))).isFalse();
    }

    @Test
    void continuousTime_isRefusedWithTheCure() {
        String run = ran("escape-flow", "--set", "duration=300 ms", "--set", "time=precise");
        Cli compare = Cli.execute("compare", run, "--no-progress");
        assertThat(compare.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(compare.err())
                .startsWith(
                        "not compared: time: precise; allowed: a grid, such as time: {grid: 1 ms}, as the expected loss")
                .hasLineCount(1);
        assertThat(Path.of(run, "compare.parquet")).doesNotExist();
    }

    @Test
    void episodesWithTooManyPatterns_areRefusedWithWhatMonteCarloCosts() {
        String run = ran("xor-rates", "--set", "duration=1400 ms");
        Cli compare = Cli.execute("compare", run);
        assertThat(compare.exitCode()).isEqualTo(1);
        assertThat(compare.err()).contains("not compared: patterns are 2^", "Monte Carlo");
    }
}
