package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dopaflow.analysis.query.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of runs of both families. */
class SqlCommandTest {
    private static final Path PAGE = Path.of("../analysis/README.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("^\\./dopaflow sql ((?:runs/\\S+ )+)\"(.*?)\"$", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir
    static Path runs;

    @BeforeAll
    static void run() {
        make("iris", "iris", "learning.epochs=2", "engine=population");
        make("brunel", "brunel", "duration=200 ms");
        make("adex", "adex-patterns", "duration=200 ms");
    }

    private static void make(String name, String scenario, String... changes) {
        List<Object> words = new ArrayList<>(List.of("run", scenario, "--quiet", "--out", runs.resolve(name)));
        for (String change : changes) {
            words.add("--set");
            words.add(change);
        }
        assertThat(Cli.execute(words.toArray()).exitCode()).isZero();
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            List<String> words = new ArrayList<>(List.of("sql"));
            Stream.of(matcher.group(1).split(" "))
                    .map(run -> runs.resolve(run.substring("runs/".length())).toString())
                    .forEach(words::add);
            words.add(matcher.group(2));
            examples.add(new Example(words));
        }
        return examples;
    }

    record Example(List<String> words) {}

    @Test
    void tenExamples_areWorkedOnThePage() throws IOException {
        assertThat(examples()).hasSize(10);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleOfThePage_hasAnAnswer(Example example) throws IOException {
        List<String> words = new ArrayList<>(example.words());
        words.addAll(List.of("--format", "json"));
        Cli answer = Cli.execute(words.toArray());
        assertThat(answer.err()).isEmpty();
        assertThat(answer.exitCode()).isZero();
        JsonNode rows = new ObjectMapper().readTree(answer.out());
        assertThat(rows).isNotEmpty();
        rows.forEach(row -> row.forEach(value -> assertThat(value.isNull()).isFalse()));
    }

    @Test
    void counts_areThoseOfTheFiles() throws Exception {
        long spikes;
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM '" + runs.resolve("brunel/spikes.parquet") + "'")) {
            row.next();
            spikes = row.getLong(1);
        }
        assertThat(Cli.execute("sql", runs.resolve("brunel"), "select count(*) as n from spikes", "--format", "csv")
                        .out())
                .isEqualTo("n\n" + spikes + "\n");
    }

    @Test
    void runsOfBothFamilies_areReadTogether() {
        Cli answer = Cli.execute(
                "sql",
                runs.resolve("iris"),
                runs.resolve("brunel"),
                "select run, count(kind) > 0 as has_kinds from spikes group by run order by run",
                "--format",
                "csv");
        assertThat(answer.out()).isEqualTo("run,has_kinds\nbrunel,false\niris,true\n");
    }

    @Test
    void everyColumnOfTheDocumentation_isThere() {
        for (View view : View.all()) {
            for (String run : List.of("iris", "brunel")) {
                String columns = String.join(
                        ",", view.columns().stream().map(View.Field::name).toList());
                Cli answer =
                        Cli.execute("sql", runs.resolve(run), "from " + view.name() + " limit 1", "--format", "csv");
                assertThat(answer.out().lines().findFirst()).as(view.name()).contains(columns);
            }
        }
    }

    /** Requirement R22: tables without rows have the right columns and types. */
    @Test
    void aTableThatTheRunDoesNotHave_hasNoRowsAndTheRightTypes() {
        assertThat(Cli.execute(
                                "sql",
                                runs.resolve("brunel"),
                                "select typeof(sum(loss)) as t from rewards",
                                "--format",
                                "csv")
                        .out())
                .isEqualTo("t\nDOUBLE\n");
        assertThat(Cli.execute("sql", runs.resolve("brunel"), "from rewards", "--format", "json")
                        .out())
                .isEqualTo("[]\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy spikes to 'RUNS/stolen.csv'",
                "create table t as select 1",
                "create or replace view spikes as select 1",
                "insert into spikes values (1)",
                "delete from spikes",
                "drop view spikes",
                "attach 'RUNS/other.db'",
                "install httpfs",
                "load httpfs",
                "pragma database_list",
                "set memory_limit = '10GB'",
                "reset enable_external_access",
                "call pragma_version()",
                "export database 'RUNS/all'",
                "select 1; copy (select 1) to 'RUNS/stolen.csv'",
                "select * from read_csv('/etc/passwd')",
                "select * from read_text('/etc/passwd')",
                "select * from read_blob('/etc/passwd')",
                "select * from read_parquet('RUNS/brunel/spikes.parquet')",
                "select * from 'RUNS/brunel/spikes.parquet'",
                "select * from \"RUNS/iris/manifest.json\"",
                "select * from glob('/etc/*')",
                "select * from query('select 1')",
                "select * from query_table('spikes')",
                "select * from duckdb_settings()",
                "select * from duckdb_views()",
                "select * from information_schema.tables",
                "select * from main.spikes",
                "select * from sqlite_master",
                "select current_setting('temp_directory')",
                "select getenv('HOME')",
                "with a as (select * from read_text('/etc/passwd')) select * from a",
                "select (select content from read_text('/etc/passwd'))",
                "select * from spikes where neuron in (select size from read_blob('/etc/passwd'))",
                "show tables",
                "select * from (with \"/etc/passwd\" as (select 1) select 1), '/etc/passwd'",
                "",
                ";",
                "select",
                "select nothing from spikes"
            })
    void whatDoesMoreThanReadTheViews_isRefused(String sql) throws IOException {
        Cli answer = Cli.execute("sql", runs.resolve("brunel"), sql.replace("RUNS", runs.toString()));
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).startsWith("dopaflow: the query: ").hasLineCount(1);
        try (Stream<Path> left = Files.list(runs)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("iris", "brunel", "adex");
        }
    }

    @Test
    void parquet_holdsTheRowsAndReplacesNothing(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("o'ne [1].parquet");
        Object[] words = {"sql", runs.resolve("brunel"), "select neuron, time_ms from spikes; -- all", "--out", file};
        assertThat(Cli.execute(words).exitCode()).isZero();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT (SELECT count(*) FROM read_parquet('"
                        + file.toString().replace("'", "''").replace("[", "[[]")
                        + "')) = (SELECT count(*) FROM '" + runs.resolve("brunel/spikes.parquet") + "')")) {
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
        }
        Cli again = Cli.execute(words);
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("--force");
    }

    @Test
    void aLongTable_isCutAndSaysSo() {
        Cli answer = Cli.execute("sql", runs.resolve("brunel"), "from spikes");
        assertThat(answer.out()).hasLineCount(101);
        assertThat(answer.err()).contains("only the first 100 rows");
    }

    @Test
    void severalMistakes_areToldAtOnce() {
        Cli answer = Cli.execute("sql", "nowhere", "neither", "select 1", "--out", "result.txt");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("nowhere", "neither", ".parquet").hasLineCount(3);
    }
}
