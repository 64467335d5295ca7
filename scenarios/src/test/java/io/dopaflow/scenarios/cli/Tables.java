package io.dopaflow.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a run that ended, in a few numbers each. */
final class Tables {
    private static final List<String> NAMES =
            List.of("spikes", "arrivals", "rewards", "weights", "progress", "neurons", "synapses", "data");

    private Tables() {}

    /** The number of rows of each table and a number that depends on all of their values but the time on the clock. */
    static Map<String, String> of(Path run) throws SQLException {
        Map<String, String> tables = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (String name : NAMES) {
                String columns = name.equals("progress") ? "* EXCLUDE elapsed_s" : "*";
                try (ResultSet row = statement.executeQuery("SELECT count(*), sum(hash(t)) FROM (SELECT " + columns
                        + " FROM read_parquet('" + run.resolve(name + ".parquet") + "')) t")) {
                    row.next();
                    tables.put(name, row.getString(1) + " rows, " + row.getString(2));
                }
            }
        }
        return tables;
    }

    /** Changes one row of a table, which the statement calls {@code t}. */
    static void change(Path table, String statement) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE t AS SELECT * FROM '" + table + "'");
            assertThat(sql.executeUpdate(statement)).isEqualTo(1);
            Files.delete(table);
            sql.execute("COPY t TO '" + table + "' (FORMAT parquet)");
        }
    }
}
