package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final List<String> FILES = List.of(
            "compare-opportunity.png",
            "compare-opportunity.svg",
            "compare-run.png",
            "compare-run.svg",
            "compare-weights.png",
            "compare-weights.svg",
            "compare.parquet",
            "compare-steps.parquet",
            "compare-curves.png",
            "compare-curves.svg",
            "compare-work.png",
            "compare-work.svg",
            "compare-curves.parquet");

    @TempDir
    static Path folder;

    private static Path run;

    @BeforeAll
    static void run() {
        run = folder.resolve("run");
        Cli made = Cli.execute("run", "xor", "--set", "learning.epochs=3", "--record", "full", "--out", run);
        assertThat(made.exitCode()).as(made.err()).isZero();
    }

    @Test
    void comparison_printsATableAndWritesFiguresAndTrajectories() throws Exception {
        Path out = folder.resolve("figures");
        Cli compared = Cli.execute("compare", run, "--out", out);
        assertThat(compared.exitCode()).as(compared.err()).isZero();
        assertThat(compared.out())
                .contains("gradient-flow time T = ", "to flow")
                .contains("The rule, replayed from the seed by the population engine: equal to the last bit at all ")
                .contains("Not read, and so not checked: spikes, arrivals and rewards; verify checks them.")
                .contains("cosine with -grad L", "Learning curves: mean loss over the 4 training samples", "spsa1")
                .doesNotContain("\r");
        assertThat(compared.out().lines().toList()).allMatch(line -> line.length() <= 120);
        for (String file : FILES) {
            assertThat(out.resolve(file)).isNotEmptyFile();
            assertThat(compared.err()).contains("wrote " + out.resolve(file));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connection.createStatement();
                ResultSet series = sql.executeQuery("SELECT string_agg(DISTINCT series, ',' ORDER BY series) FROM '"
                        + out.resolve("compare.parquet") + "'")) {
            series.next();
            assertThat(series.getString(1).split(",")).contains("emergent", "rule", "flow", "sgd");
        }
    }

    private static Path copy(String name) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy;
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text.replaceFirst(from, to)).isNotEqualTo(text);
        Files.writeString(file, text.replaceFirst(from, to));
    }

    private static void requireRefused(Path changed, String... place) {
        Path out = folder.resolve("refused");
        Cli refused = Cli.execute("compare", changed, "--out", out, "--no-curves");
        assertThat(refused.exitCode()).as(refused.out()).isEqualTo(1);
        assertThat(refused.err()).contains("not compared: ").contains(place);
        for (String file : FILES) {
            assertThat(out.resolve(file)).doesNotExist();
        }
        assertThat(refused.out()).doesNotContain("to the last bit");
    }

    @Test
    void changedScenarioOrManifest_isNotCompared() throws Exception {
        Path changed = copy("scenario");
        edit(changed.resolve("scenario.yaml"), "epochs: 3", "epochs: 4");
        requireRefused(changed, "scenario.yaml was changed after the run");
        changed = copy("digest");
        edit(changed.resolve("manifest.json"), "sha256:[0-9a-f]{4}", "sha256:0000");
        requireRefused(changed, "manifest.json, digest of the last weights: found sha256:0000");
        changed = copy("counts");
        edit(changed.resolve("manifest.json"), "\"spikes\" : ", "\"spikes\" : 9");
        requireRefused(changed, "manifest.json, spikes: found 9");
    }

    @Test
    void changedScoreOrNetworkOrMissingTable_isNotCompared() throws Exception {
        Path changed = copy("score");
        Tables.change(changed.resolve("progress.parquet"), "UPDATE t SET training_loss = 0 WHERE epoch = 1");
        requireRefused(changed, "progress.parquet, training loss: found 0.0");
        changed = copy("network");
        Tables.change(changed.resolve("neurons.parquet"), "UPDATE t SET sign = -sign WHERE neuron = 0");
        requireRefused(changed, "neuron 0 (");
        changed = copy("table");
        Files.delete(changed.resolve("weights.parquet"));
        requireRefused(changed, "weights.parquet, table: found none");
    }

    @Test
    void changedWeight_isNotDrawn() throws Exception {
        Path changed = copy("weight");
        Tables.change(
                changed.resolve("weights.parquet"),
                "UPDATE t SET theta = nextafter(theta, 9) WHERE opportunity = 2 AND cycle = 4 AND synapse = 3");
        requireRefused(changed, "the recorded weights are not those of the scenario");
        assertThat(Cli.execute("compare", changed, "--no-curves", "--out", folder.resolve("refused"))
                        .out())
                .contains("population engine: differs at 1 of ")
                .contains("First difference: learning opportunity 2, after cycle 4, synapse 3 (");
    }

    /** What is not read cannot be checked, and nothing is said of it but that. */
    @Test
    void changedReward_isSaidNotToBeChecked() throws Exception {
        Path changed = copy("reward");
        Tables.change(
                changed.resolve("rewards.parquet"), "UPDATE t SET reward = 1 WHERE opportunity = 2 AND cycle = 4");
        Cli compared = Cli.execute("compare", changed, "--out", folder.resolve("reward-out"), "--no-curves");
        assertThat(compared.exitCode()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("Not read, and so not checked: spikes, arrivals and rewards");
    }

    /** The files in a run's own directory are the comparison's: made anew they are the same. */
    @Test
    void comparisonInTheRunsDirectory_canBeRepeated() throws IOException {
        Path again = copy("repeated");
        Cli first = Cli.execute("compare", again, "--no-curves");
        assertThat(first.exitCode()).as(first.err()).isZero();
        byte[] figure = Files.readAllBytes(again.resolve("compare-weights.png"));
        Cli second = Cli.execute("compare", again, "--no-curves");
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(again.resolve("compare-weights.png")).hasBinaryContent(figure);
    }

    @Test
    void earlierComparison_isReplacedWithForceOnly() throws IOException {
        Path out = folder.resolve("again");
        assertThat(Cli.execute("compare", run, "--out", out).exitCode()).isZero();
        Files.writeString(out.resolve("compare-run.svg"), "mine");
        Cli refused = Cli.execute("compare", run, "--out", out);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--force");
        assertThat(out.resolve("compare-run.svg")).hasContent("mine");
        assertThat(Cli.execute("compare", run, "--out", out, "--force").exitCode())
                .isZero();
        assertThat(Files.readString(out.resolve("compare-run.svg"))).contains("<svg");
    }

    @Test
    void curves_areOfTheRulesThatAreAskedFor_orLeftOut() {
        Path some = folder.resolve("some");
        Cli compared = Cli.execute("compare", run, "--out", some, "--rules", "sgd,forward");
        assertThat(compared.exitCode()).as(compared.err()).isZero();
        assertThat(compared.out()).contains("forward").doesNotContain("spsa");
        Path none = folder.resolve("none");
        Cli without = Cli.execute("compare", run, "--out", none, "--no-curves");
        assertThat(without.exitCode()).as(without.err()).isZero();
        assertThat(without.out()).doesNotContain("Learning curves");
        assertThat(none.resolve("compare-curves.parquet")).doesNotExist();
        Cli limited = Cli.execute("compare", run, "--out", none, "--force", "--rules", "spsa", "--curve-work", "1");
        assertThat(limited.exitCode()).as(limited.err()).isZero();
    }

    @Test
    void wrongRulesAndWork_areRefusedTogether() {
        Cli refused = Cli.execute("compare", run, "--rules", "sgd,adam", "--curve-work", "0");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("--rules: found \"adam\"; allowed: sgd | gd | flow | spsa")
                .contains("--curve-work: found \"0\"");
    }

    @Test
    void outThatIsAFile_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Cli refused = Cli.execute("compare", run, "--out", file);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--out: found the file");
    }
}
