package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
    private static final List<String> FILES = List.of(
            "compare-opportunity.png",
            "compare-opportunity.svg",
            "compare-run.png",
            "compare-run.svg",
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
                .contains("gradient-flow time T = ", "abstract rule", "equal to the last bit", "to flow")
                .contains("cosine with -grad L", "Learning curves: mean loss over the 4 training samples", "spsa1")
                .doesNotContain("\r");
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
