package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.store.ParquetRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignCommandTest {

    @TempDir
    Path folder;

    /** Exactly: the score is the gradient, with whatever the network begins; STDP is not. */
    @Test
    void table_hasAngleAndLengthOfEachRuleAndLayer() {
        Cli align = Cli.execute("align", "escape-flow", "--rules", "score,score-5ms,stdp");
        assertThat(align.exitCode()).as(align.err()).isZero();
        assertThat(align.out())
                .startsWith("Mean update against the gradient of the expected loss, exactly:\nrule ")
                .containsPattern("score +all +0\\.0 +1\\.00 +0\\.000 +0\\.000")
                .containsPattern("score +hidden->output +0\\.0 +1\\.00 +0\\.000 ")
                .containsPattern("score-5ms +all +\\d+\\.\\d +0\\.[0-9]+ +0\\.[1-9]")
                .containsPattern("stdp +all +[1-9]\\d+\\.\\d ");
    }

    /** What is exact lies in the interval of 10 000 episodes: 95 % of seeds would do, and this one does. */
    @Test
    void estimate_hasIntervals_andIsKeptInAFile() {
        Path file = folder.resolve("rows.parquet");
        Cli exact = Cli.execute("align", "escape-flow", "--rules", "covariance-ltp", "--format", "csv");
        Cli sampled = Cli.execute(
                "align",
                "escape-flow",
                "--rules",
                "covariance-ltp",
                "--format",
                "csv",
                "--episodes",
                "9950",
                "--seed",
                "2",
                "--out",
                file.toString());
        assertThat(sampled.exitCode()).as(sampled.err()).isZero();
        List<String> truth = List.of(exact.out().lines().toList().get(1).split(",", -1));
        List<String> found = List.of(sampled.out().lines().toList().get(1).split(",", -1));
        assertThat(truth.subList(3, 5)).containsExactly("", "");
        assertThat(Double.parseDouble(truth.get(2)))
                .isBetween(Double.parseDouble(found.get(3)), Double.parseDouble(found.get(4)));
        List<Double> angles = new ArrayList<>();
        ParquetRows.read(
                file,
                List.of("angle_degrees"),
                row -> angles.add(row.real("angle_degrees").orElseThrow()));
        assertThat(angles.get(0)).isEqualTo(Double.parseDouble(found.get(2)));
    }

    @Test
    void continuousTime_isRefusedWithTheCure() {
        Cli align = Cli.execute("align", "escape-flow", "--set", "time=precise");
        assertThat(align.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(align.err())
                .startsWith(
                        "dopaflow: escape-flow: found time: precise; allowed: a grid, such as time: {grid: 1 ms}, as the expected loss")
                .hasLineCount(1);
        assertThat(align.out()).isEmpty();
    }

    @Test
    void whatHasNoExpectedLoss_isRefused() {
        assertThat(Cli.execute("align", "iris").err())
                .contains("iris: found a learning cycle; allowed: a spiking network");
        assertThat(Cli.execute("align", "brunel").err()).contains("brunel: found 0 rewards of episodes; allowed: ");
        assertThat(Cli.execute("align", "escape-flow", "--rules", "hebb").err())
                .contains("--rules", "hebb", "score | score-50ms");
        assertThat(Cli.execute("align", "escape-flow", "--set", "episodes.state=carried-on")
                        .err())
                .contains(
                        "escape-flow: found the network has no episodes that begin from rest; allowed: episodes that do");
        assertThat(Cli.execute("align", "escape-flow", "--out", "rows.csv").err())
                .contains("allowed: a file ending in .parquet");
    }
}
