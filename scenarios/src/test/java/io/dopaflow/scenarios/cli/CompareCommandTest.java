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
            "compare.parquet");

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
                .contains("gradient-flow time T = ", "abstract rule", "equal to the last bit", "to flow");
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
    void outThatIsAFile_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Cli refused = Cli.execute("compare", run, "--out", file);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--out: found the file");
    }
}
