package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.run.RunListener;
import io.dopaflow.scenarios.run.RunOptions;
import io.dopaflow.scenarios.run.ScenarioRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run is whole in itself: it can be sent to somebody who has neither the scenario's file nor the data. */
class MovedRunTest {
    private static final String CLASSES = "data: mine.csv, leave_out: [0], target: kind, separator: semicolon";
    private static final String NUMBERS =
            "data: mine.csv, leave_out: [id, kind], target: y, kind: regression, separator: semicolon";

    @TempDir
    Path folder;

    private Path scenario;
    private Path csv;

    @BeforeEach
    void files() throws IOException {
        StringBuilder rows = new StringBuilder("id;x1;kind;y;x2\n");
        for (int i = 0; i < 30; i++) {
            // Both zeros, many times; numbers that no decimal fraction has.
            rows.append(i)
                    .append(';')
                    .append(i % 3 == 0 ? "-0" : i % 3 == 1 ? "0" : 1 / (i + 0.3))
                    .append(';');
            rows.append(i % 2 == 0 ? "no" : "yes")
                    .append(';')
                    .append(100 + i / 7.0)
                    .append(';')
                    .append(i % 5)
                    .append('\n');
        }
        csv = Files.writeString(folder.resolve("mine.csv"), rows.toString());
        scenario = folder.resolve("mine.yaml");
    }

    private void write(String task, int epochs) throws IOException {
        Files.writeString(
                scenario,
                "name: mine\ntask: {" + task
                        + "}\nnetwork: {hidden: [{size: 2}]}\nlearning: {cycles: 10, flow_time: 0.05," + " epochs: "
                        + epochs + "}\nrecord: {spikes: all, arrivals: all, rewards: all, weights: all}\n");
    }

    /** Takes everything away from a run but its directory, and that to another place. */
    private Path moved(Path run) throws IOException {
        Files.delete(csv);
        Files.delete(scenario);
        return Files.move(
                run, Files.createDirectory(folder.resolve("elsewhere")).resolve("received"));
    }

    private static String execute(Object... words) {
        Cli cli = Cli.execute(words);
        assertThat(cli.exitCode()).as(cli.out() + cli.err()).isZero();
        return cli.out() + cli.err();
    }

    @ParameterizedTest
    @ValueSource(strings = {CLASSES, NUMBERS})
    void run_isReadComparedVerifiedAndRepeatedWithoutItsData(String task) throws IOException {
        write(task, 1);
        Path made = folder.resolve("run");
        String summary = execute("run", scenario, "--out", made);
        Path run = moved(made);
        assertThat(Files.readString(run.resolve("scenario.yaml")))
                .contains("data: data.parquet")
                .doesNotContain("separator", "leave_out");
        assertThat(Files.readString(run.resolve("run.log"))).contains("data=\"" + csv);
        assertThat(execute("verify", run)).contains("verified");
        execute("compare", run, "--no-curves");
        assertThat(execute("spikes", run, "--counts")).contains("x1+").contains("x2-");
        String repeated = execute("run", run.resolve("scenario.yaml"), "--out", folder.resolve("again"));
        assertThat(scores(repeated)).isNotEmpty().isEqualTo(scores(summary));
        assertThat(RunDirectory.of(folder.resolve("again")).manifest().digest())
                .isPresent()
                .isEqualTo(RunDirectory.of(run).manifest().digest());
        assertThat(RunDirectory.of(folder.resolve("again")).manifest().dataDigest())
                .isEqualTo(RunDirectory.of(run).manifest().dataDigest());
        assertThat(execute("verify", folder.resolve("again"))).contains("verified");
    }

    private static List<String> scores(String summary) {
        return summary.lines()
                .filter(line -> line.strip().startsWith("train") || line.strip().startsWith("held out"))
                .toList();
    }

    @Test
    void cancelledRun_isResumedWithoutItsData() throws Exception {
        write(NUMBERS, 4_000);
        String set = "record={spikes: none, rewards: none, weights: none}";
        Path whole = folder.resolve("whole");
        execute("run", scenario, "--engine", "population", "--set", set, "--out", whole);
        CountDownLatch some = new CountDownLatch(200);
        Path made = folder.resolve("run");
        RunListener listener = new RunListener() {
            @Override
            public void onProgress(long done, long planned) {
                some.countDown();
            }
        };
        RunOptions options = RunOptions.defaults().into(made).but(parts -> parts.listener = listener);
        try (ScenarioRun run = ScenarioRun.start(
                ScenarioLoader.load(scenario, List.of("engine=population", set)).cycle(), options)) {
            some.await();
            run.cancel();
            assertThat(run.await().status()).isEqualTo(RunStatus.CANCELLED);
        }
        Path run = moved(made);
        execute("resume", run, "--engine", "population");
        assertThat(RunDirectory.of(run).manifest().digest())
                .isPresent()
                .isEqualTo(RunDirectory.of(whole).manifest().digest());
        assertThat(Tables.of(run)).isEqualTo(Tables.of(whole));
    }

    private static void change(Path table, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE t AS SELECT * FROM '" + table + "'");
            assertThat(sql.executeUpdate(statement)).isEqualTo(1);
            sql.execute("COPY t TO '" + table + "' (FORMAT parquet)");
        }
    }

    @Test
    void samplesThatWereChanged_areNoticed() throws Exception {
        write(CLASSES, 1);
        Path run = folder.resolve("run");
        execute("run", scenario, "--out", run);
        change(run.resolve("data.parquet"), "UPDATE t SET value = 0.5 WHERE sample = 3 AND name = 'x2'");
        Cli verified = Cli.execute("verify", run);
        assertThat(verified.exitCode()).isNotZero();
        assertThat(verified.out() + verified.err()).contains("data.parquet");
        Files.delete(run.resolve("data.parquet"));
        verified = Cli.execute("verify", run);
        assertThat(verified.exitCode()).isEqualTo(2);
        assertThat(verified.err()).contains("data.parquet: not found");
    }

    @Test
    void samplesOfARun_areUsedByAnotherScenario() throws Exception {
        write(CLASSES, 1);
        Path run = folder.resolve("run");
        execute("run", scenario, "--out", run);
        write("data: run/data.parquet", 1);
        execute("validate", scenario);
        write("data: run/data.parquet, kind: regression", 1);
        assertThat(Cli.execute("validate", scenario).err())
                .contains(
                        "task.kind: found a kind other than that of the run that kept the data; allowed: classification");
        write("data: run/data.parquet, target: x1, leave_out: [x2]", 1);
        assertThat(Cli.execute("validate", scenario).err())
                .contains("task.target: found target with data: run/data.parquet; allowed: only with a CSV file")
                .contains("task.leave_out: found leave_out with data: run/data.parquet");
    }
}
