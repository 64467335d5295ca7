package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvergeCommandTest {
    @TempDir
    Path folder;

    private Cli converge(Object... more) {
        List<Object> args = new ArrayList<>(List.of(
                "converge", "theorem-1", "--cycles", "160,1600", "--replicates", "20", "--out", folder.resolve("s")));
        args.addAll(List.of(more));
        return Cli.execute(args.toArray());
    }

    @Test
    void study_printsTableAndVerdict_andLeavesFigures() throws Exception {
        Cli made = converge("--flow-time", "0.5");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out())
                .startsWith("theorem-1, d = 16, p,q = 1/3,1/3, A = 1.000, T = 0.5000\n")
                .contains("sup-distance (95 %)", "slope of the sup-distance over n >= 10 d: -0.", "x predicted")
                .contains("agrees with Theorem 1");
        assertThat(made.err())
                .contains("finished 40 replicates", folder.resolve("s").toString());
        for (String file : List.of("study.png", "study.svg", "study.pdf", "results.parquet", "points.parquet")) {
            assertThat(folder.resolve("s").resolve(file)).isNotEmptyFile();
        }
        assertThat(Files.readString(folder.resolve("s/study.txt"))).isEqualTo(made.out());
        assertThat(Files.readString(folder.resolve("s/study.yaml"))).contains("cycles: [160, 1600]", "replicates: 20");

        Cli again = converge("--flow-time", "0.5", "--jobs", "1");
        assertThat(again.err()).contains("40 of them made earlier");
        assertThat(again.out()).isEqualTo(made.out());
    }

    private Cli episodes(Object... more) {
        List<Object> args = new ArrayList<>(List.of(
                "converge",
                "src/test/resources/converge/small.yaml",
                "--cycles",
                "1000,3162,10000",
                "--replicates",
                "60",
                "--out",
                folder.resolve("e")));
        args.addAll(List.of(more));
        return Cli.execute(args.toArray());
    }

    @Test
    void studyOfEpisodes_printsTableAndVerdict_andLeavesFigures() throws Exception {
        Cli made = episodes();
        assertThat(made.exitCode()).as(made.err() + made.out()).isZero();
        assertThat(made.out())
                .startsWith("small, d = ")
                .contains("T = 1.000 mV^2\n", "n / n45", "slope of the end distance over n >= 10 n45: -0.")
                .contains("follows the gradient flow of the expected loss");
        for (String file : List.of("study.png", "study.svg", "study.pdf", "results.parquet", "points.parquet")) {
            assertThat(folder.resolve("e").resolve(file)).isNotEmptyFile();
        }
        assertThat(Files.readString(folder.resolve("e/study.txt"))).isEqualTo(made.out());
        Cli again = episodes("--jobs", "1");
        assertThat(again.err()).contains("180 of them made earlier");
        assertThat(again.out()).isEqualTo(made.out());
    }

    @Test
    void optionsOfCycles_areRefusedForEpisodes_withOneMessage() {
        Cli refused = episodes("--exponents", "0,1/2", "--half-window", "1", "--literal", "--unbounded");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(refused.err())
                .contains(
                        "small: found --exponents, --half-window, --literal, --unbounded for a network in episodes; allowed: none")
                .hasLineCount(1);
    }

    @Test
    void continuousTime_isRefusedWithTheCure() {
        Cli refused = episodes("--set", "time=precise");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(refused.err())
                .startsWith(
                        "dopaflow: small: found time: precise; allowed: a grid, such as time: {grid: 1 ms}, as the expected loss")
                .hasLineCount(1);
        assertThat(folder.resolve("e")).doesNotExist();
    }

    @Test
    void anotherStudy_isRefusedAndReplacedWhenForced() {
        converge("--quiet");
        Cli other = converge("--seed", "5");
        assertThat(other.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(other.err()).contains("another study", "--force to replace it");
        Cli forced = converge("--seed", "5", "--force", "--quiet");
        assertThat(forced.exitCode()).isZero();
        assertThat(forced.out().strip()).isEqualTo(folder.resolve("s").toString());
        assertThat(converge("--seed", "5").err()).contains("40 of them made earlier");
        assertThat(converge("--seed", "5", "--force").err())
                .contains("finished 40")
                .doesNotContain("earlier");
    }

    /** Each option does one thing. */
    @Test
    void unboundedGradients_takeAnOptionOfTheirOwn() {
        Object[] study = {"converge", "single-synapse", "--cycles", "10,100", "--replicates", "20", "--quiet", "--out"};
        Path out = folder.resolve("s");
        Cli refused = Cli.execute(with(study, out, "--force"));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(refused.err())
                .contains("output post: identity", "or --unbounded")
                .doesNotContain("--force");
        assertThat(Cli.execute(with(study, out, "--unbounded")).exitCode()).isZero();
        Cli other = Cli.execute(with(study, out, "--unbounded", "--seed", "3"));
        assertThat(other.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(other.err()).contains("another study");
    }

    private static Object[] with(Object[] arguments, Object... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray();
    }

    /** Against the unperturbed loss a window of unequal halves moves all weights alike, beside the flow. */
    @Test
    void studyThatDoesNotAgree_isAFailure() {
        Cli made = converge("--set", "learning.baseline=unperturbed", "--set", "learning.stdp={A_minus: 0.5}");
        assertThat(made.out()).contains("does not agree with Theorem 1");
        assertThat(made.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void axesOfTheScenario_giveACurveEach() {
        Cli made = converge("--set", "network.hidden=[{size: 1}],[{size: 2}]", "--no-progress");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out())
                .contains("theorem-1, d = 9, network.hidden = [{size: 1}]")
                .contains("theorem-1, d = 16, network.hidden = [{size: 2}]");
    }

    @Test
    void literal_showsTheGrowth() {
        Cli made = converge("--literal");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.out()).contains("accumulated time (95 %)", "n alpha kappa(A_n)", "exponent");
    }

    @Test
    void wrongInput_isReportedAllAtOnceAndNothingIsWritten() {
        Cli made = converge("--exponents", "1,1", "--flow-time", "0", "--jobs", "0", "--set", "network.hidden=x");
        assertThat(made.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(made.err())
                .contains("--jobs: found", "--exponents: found 1,1", "--flow-time: found \"0\"", "network.hidden=x:");
        assertThat(folder.resolve("s")).doesNotExist();
    }
}
