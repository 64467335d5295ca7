package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.scenarios.load.phased.RuleCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowCommandTest {
    private static final String SCENARIO = """
            name: small
            model: phased-learning
            seed: 1
            task: {data: iris, held_out: 0.2}
            network:
              hidden: [{size: 8, activation: sigmoid}]
              weights: signed
              initial_weight: {gain: 1}
            loss: cross-entropy
            learning: {rule: feedback-alignment, rate: 0.3, batch: 5, epochs: 5}
            """;

    /** Updates that are noise and nothing else. */
    private static final String HEBB_OF_NOISE = """
            name: noise
            phases:
              - {name: wave, kind: forward, noise: {neurons: 0.1}}
            update:
              hidden: [[1, noise@wave]]
              output: [[1, noise@wave]]
            rate: 0.01
            """;

    @TempDir
    Path folder;

    private Path scenario;

    @BeforeEach
    void write() throws IOException {
        scenario = Files.writeString(folder.resolve("small.yaml"), SCENARIO);
    }

    /** The lines of a csv, each by the names of its columns. */
    private static List<Map<String, String>> rows(Cli follow) {
        assertThat(follow.exitCode()).as(follow.err()).isZero();
        List<String> lines = follow.out().lines().toList();
        List<String> names = List.of(lines.get(0).split(",", -1));
        return lines.stream()
                .skip(1)
                .map(line -> {
                    List<String> cells = List.of(line.split(",", -1));
                    Map<String, String> row = new LinkedHashMap<>();
                    names.forEach(name -> row.put(name, cells.get(names.indexOf(name))));
                    return row;
                })
                .toList();
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.get(column));
    }

    private Cli follow(Object... options) {
        List<Object> words = new ArrayList<>(List.of("follow", scenario));
        words.addAll(Arrays.asList(options));
        return Cli.execute(words.toArray());
    }

    @Test
    void backpropagation_isTheGradient() {
        List<Map<String, String>> rows = rows(follow("--rules", "backpropagation", "--samples", 10, "--format", "csv"));
        assertThat(rows).hasSize(2 * 3 * 3).allSatisfy(row -> {
            // The cosine is 1 but for rounding, whose root the angle has.
            assertThat(number(row, "angle_degrees")).isLessThan(1e-5);
            assertThat(number(row, "n45")).isZero();
            assertThat(row).containsEntry("verdict", "is the gradient").containsEntry("objective", "loss");
        });
        assertThat(rows).extracting(row -> row.get("epoch")).containsSubsequence("0", "1", "5");
        assertThat(rows).extracting(row -> row.get("along")).contains("rule", "sgd");
    }

    /** Inputs, bias neurons, 8 hidden and 3 outputs send forward, outputs and hidden neurons back. */
    @Test
    void costs_areThoseOfOneUpdate_whateverRunsBeside() {
        Map<String, String> row = rows(follow(
                        "--rules", "backpropagation,kolen-pollack", "--samples", 10, "--jobs", 2, "--format", "csv"))
                .get(0);
        assertThat(number(row, "phases")).isEqualTo(2);
        assertThat(number(row, "waves")).isEqualTo(2);
        assertThat(number(row, "arrivals")).isEqualTo(5 * 8 + 9 * 3 + 8 * 3);
        assertThat(number(row, "spikes")).isBetween(15.0, 30.0);
        assertThat(number(row, "arrivals_to_45_degrees")).isEqualTo(number(row, "arrivals"));
    }

    /** With a small nudge, and settled, it is the gradient where the network is at rest; with one of 0.5 it is not. */
    @Test
    void ruleThatSettles_isComparedWithTheGradientAtRest() throws IOException {
        String file = RuleCatalog.text("equilibrium-propagation").orElseThrow();
        Path gentle = Files.writeString(
                folder.resolve("gentle.yaml"),
                file.replace("name: equilibrium-propagation\n", "name: gentle\n")
                        .replace("steps: 25", "steps: 300")
                        .replace("steps: 8", "steps: 150")
                        .replace("nudge: 0.5", "nudge: 0.02")
                        .replace("nudge: -0.5", "nudge: -0.02"));
        List<Map<String, String>> rows = rows(Cli.execute(
                "follow",
                "digits-equilibrium-propagation",
                "--rules",
                "equilibrium-propagation," + gentle,
                "--along",
                "sgd",
                "--at",
                0,
                "--samples",
                200,
                "--format",
                "csv"));
        assertThat(rows)
                .filteredOn(row -> row.get("rule").equals("gentle"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(number(row, "angle_degrees")).isLessThan(7));
        assertThat(rows)
                .filteredOn(row -> row.get("rule").equals("equilibrium-propagation"))
                .hasSize(3)
                .allSatisfy(row -> assertThat(number(row, "angle_degrees")).isBetween(30.0, 85.0));
    }

    /** Of 100 seeds about 5 would have an interval without 0; of this one no layer has. */
    @Test
    void noiseAlone_hasNoRelation_andNoObjective() throws IOException {
        Path rule = Files.writeString(folder.resolve("noise.yaml"), HEBB_OF_NOISE);
        Cli refused = follow("--rules", rule);
        assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(refused.err())
                .contains("--rules: found noise, which claims to follow no gradient; allowed: rules with the objective"
                        + " loss or expected-loss, or --against loss | expected-loss");
        assertThat(rows(follow(
                        "--rules",
                        rule,
                        "--against",
                        "loss",
                        "--at",
                        0,
                        "--samples",
                        10,
                        "--format",
                        "csv",
                        "--along",
                        "rule")))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).containsEntry("verdict", "no relation"));
    }

    /** Random feedback has nothing to do with weights at the start, and weights align with it while they learn. */
    @Test
    void feedbackAlignment_aligns() {
        List<Map<String, String>> first = rows(follow(
                        "--set",
                        "learning.epochs=40",
                        "--set",
                        "seed=3",
                        "--at",
                        "0,40",
                        "--samples",
                        120,
                        "--along",
                        "rule",
                        "--format",
                        "csv"))
                .stream()
                .filter(row -> row.get("layer").equals("layer 1"))
                .toList();
        assertThat(number(first.get(0), "angle_degrees")).isBetween(60.0, 120.0);
        assertThat(number(first.get(1), "angle_degrees")).isLessThan(60);
    }

    /**
     * At outputs n45 is 1 + 3 (1 + h), 3 the number of outputs and h the squared errors of hidden neurons over those of
     * outputs, which is small here.
     */
    @Test
    void nodePerturbation_needsAsManyUpdatesAsNeuronsAreNoisy() {
        Map<String, String> row = rows(follow(
                        "--rules",
                        "node-perturbation",
                        "--at",
                        0,
                        "--samples",
                        40,
                        "--along",
                        "sgd",
                        "--format",
                        "csv"))
                .get(2);
        assertThat(row).containsEntry("layer", "layer 2");
        assertThat(number(row, "n45")).isBetween(4 / 1.5, 4 * 1.5);
    }

    @Test
    void numberOfJobs_doesNotChangeTheResult() {
        Object[] options = {
            "--rules", "kolen-pollack,reinforce", "--samples", 4, "--repetitions", 4, "--format", "csv", "--jobs", 1
        };
        Cli one = follow(options);
        options[options.length - 1] = 3;
        Cli three = follow(options);
        assertThat(one.exitCode()).isZero();
        assertThat(three.out()).isEqualTo(one.out()).hasLineCount(1 + 2 * 2 * 3 * 3);
    }

    /** As after Ctrl-C: the directory is there, the file is not. */
    @Test
    void sameCommand_goesOnWithWhatIsKept_andAnotherIsRefused() throws IOException {
        Path file = folder.resolve("rows.parquet");
        Object[] options = {"--rules", "reinforce", "--repetitions", 4, "--format", "csv", "--out", file, "--samples", 4
        };
        Cli first = follow(options);
        assertThat(first.exitCode()).as(first.err()).isZero();
        byte[] written = Files.readAllBytes(file);
        assertThat(follow(options).err()).contains("--out: found the file " + file);
        Files.delete(file);
        Cli again = follow(options);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(file).hasBinaryContent(written);
        Files.delete(file);
        options[options.length - 1] = 5;
        assertThat(follow(options).err())
                .contains("--out: found another follow in " + folder.resolve("rows.follow"), "--force to replace it");
    }

    @Test
    void table_saysWhatItsNumbersMean_andFilesAreWritten() {
        Path file = folder.resolve("rows.parquet");
        Path figure = folder.resolve("angle.svg");
        Cli follow = follow(
                "--rules",
                "backpropagation,synthetic-gradients",
                "--samples",
                4,
                "--set",
                "learning.epochs=40",
                "--at",
                "0",
                "--out",
                file,
                "--figure",
                figure);
        assertThat(follow.exitCode()).as(follow.err()).isZero();
        assertThat(follow.out())
                .startsWith("angle: degrees from the mean update")
                .containsPattern(
                        "backpropagation +rule +0 +layer 1 +0\\.0 +1\\.00 +1\\.00 +0\\.0 +1\\.000 +is the gradient")
                .containsPattern("synthetic-gradients +sgd +0 +layer 1 +- .* no update\n")
                .containsPattern("backpropagation +loss +2 +2 .* 9\\d\\.\\d % .*[0-9]\n");
        assertThat(figure).content().contains("layer 2, along sgd", "synthetic-gradients");
        List<String> verdicts = new ArrayList<>();
        ParquetRows.read(
                file,
                List.of("verdict", "angle_degrees_lower", "updates_to_90_percent"),
                row -> verdicts.add(row.text("verdict").orElseThrow()));
        assertThat(verdicts).hasSize(2 * 2 * 3);
    }

    @Test
    void everythingThatIsWrong_isToldAtOnce() {
        Cli follow = follow(
                "--rules",
                "backprop,kolen-pollack,kolen-pollack,missing.yaml",
                "--at",
                "0,6",
                "--samples",
                121,
                "--repetitions",
                5,
                "--out",
                "rows.csv",
                "--figure",
                "angle.txt");
        assertThat(follow.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(follow.err())
                .contains(
                        "--rules: found backprop; allowed: backpropagation | ",
                        "--rules: found kolen-pollack twice; allowed: each rule once",
                        "missing.yaml: found no such file",
                        "--at: found 6; allowed: epochs of the scenario, 0 to 5",
                        "--samples: found 121; allowed: 1 to 120",
                        "--repetitions: found 5; allowed: an even number from 2",
                        "--out: found \"rows.csv\"",
                        "--figure: found \"angle.txt\"");
        assertThat(Cli.execute("follow", "brunel").err())
                .contains("brunel: model: found spiking-network; allowed: phased-learning, whose rules can be changed")
                .contains("or learning-cycle");
        assertThat(Cli.execute("follow", "brunel", "--rules", "hebb", "--repetitions", 3)
                        .err())
                .contains("brunel: model: ", "--rules: found hebb", "--repetitions: found 3");
        assertThat(Cli.execute("follow", "iris").err())
                .contains("--rules: found another rule than reward-stdp; allowed: rule: multi-update with baseline:");
        assertThat(follow("--along", "both").err()).contains("--along", "both", "rule | sgd");
        assertThat(follow("--against", "reward").err()).contains("--against", "loss | expected-loss");
    }

    /**
     * Jitter of a window that is short against tau makes a loss that is linear in it: then n45 = 2 d - 1/5 for d synapses, and the
     * mean update follows the gradient. 4000 waves a sample know n45 to about 2 %; of 100 seeds about 5 would have another interval.
     */
    @Test
    void learningCycle_isFollowed_andHasTheNoiseOfItsTheory() throws IOException {
        Path cycles = Files.writeString(folder.resolve("cycles.yaml"), """
                name: cycles
                task: {data: iris, held_out: 0.2}
                network:
                  hidden: [{size: 2, activation: sigmoid}]
                  output: {activation: sigmoid}
                loss: squared-error
                learning: {rule: reward-stdp, baseline: previous-cycle, cycles: 5, half_window: 0.02, flow_time: 0.01, epochs: 1}
                """);
        List<Map<String, String>> rows = rows(Cli.execute(
                "follow",
                cycles,
                "--along",
                "sgd",
                "--at",
                0,
                "--samples",
                10,
                "--repetitions",
                4000,
                "--format",
                "csv"));
        Map<String, String> all = rows.get(0);
        // A spike arrives at each synapse once in a wave.
        double expected = 2 * number(all, "arrivals") - 0.2;
        assertThat(all).containsEntry("rule", "reward-stdp").containsEntry("objective", "loss");
        assertThat(expected).isBetween(number(all, "n45_lower"), number(all, "n45_upper"));
        assertThat(number(all, "n45_upper") / number(all, "n45_lower")).isLessThan(1.05);
        assertThat(number(all, "angle_degrees_lower"))
                .as("0 within the interval")
                .isLessThan(1e-9);
        assertThat(number(all, "angle_degrees")).isLessThan(5);
        Cli refused = Cli.execute("follow", cycles, "--rules", "backpropagation");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(refused.err()).contains("--rules: found backpropagation in learning cycles; allowed: reward-stdp");
    }
}
