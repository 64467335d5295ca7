package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.DuckDb;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.WrongFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables of a run directory as views of a DuckDB of limited memory. A table is its single file; of a run that was
 * killed, the parts that it left; else empty. Values come into statements as parameters only.
 */
final class RunDatabase implements AutoCloseable {

    private static final String MEMORY_LIMIT = "256MB";

    private static final int THREADS = 2;

    private final Path directory;
    private final DuckDb database = new DuckDb(MEMORY_LIMIT, THREADS);
    private final Set<Table> viewed = new HashSet<>();

    /** The tables in a directory, whatever else there is. */
    RunDatabase(Path directory) {
        this.directory = directory;
    }

    /** Whether a table has any file. */
    boolean exists(Table table) {
        return !files(table).paths().isEmpty();
    }

    /** Where a table is: its file, or the folder of its parts. */
    Path place(Table table) {
        return files(table).place();
    }

    /**
     * Hands each row of a result to a handler, one after the other. A handler may start further queries.
     *
     * @param tables that the statement names
     * @param sql a query with question marks for the parameters
     */
    void query(Collection<Table> tables, String sql, List<?> parameters, DuckDb.RowHandler handler) {
        tables.forEach(this::view);
        try {
            database.query(sql, parameters, handler);
        } catch (SQLException e) {
            throw FileException.reading(culprit(tables), "cannot be read, it is damaged", e);
        }
    }

    @Override
    public void close() {
        database.close();
    }

    private Path culprit(Collection<Table> tables) {
        return tables.size() == 1 ? place(tables.iterator().next()) : directory;
    }

    private void view(Table table) {
        if (viewed.contains(table)) {
            return;
        }
        try {
            String query = files(table).query();
            database.execute("CREATE VIEW " + table.name() + " AS " + query);
            if (table.equals(RunTable.WEIGHTS) && hasLogarithmsOnly()) {
                database.execute(
                        "CREATE OR REPLACE VIEW weights AS SELECT *, exp(theta) AS weight FROM (" + query + ")");
            }
            requireColumns(table);
        } catch (SQLException e) {
            throw FileException.reading(place(table), "damaged or not a Parquet file", e);
        }
        viewed.add(table);
    }

    /** As runs that were written before have them. */
    private boolean hasLogarithmsOnly() throws SQLException {
        List<String> found = columns(RunTable.WEIGHTS);
        return found.contains("theta DOUBLE") && !found.contains("weight DOUBLE");
    }

    private List<String> columns(Table table) throws SQLException {
        List<String> found = new ArrayList<>();
        // Runs that were written before say layer.
        database.query(
                "DESCRIBE " + table.name(),
                List.of(),
                row -> found.add(row.getString(1).replaceFirst("^layer$", "depth") + " " + row.getString(2)));
        return found;
    }

    private void requireColumns(Table table) throws SQLException {
        List<String> found = columns(table);
        List<String> expected = table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
        if (!found.containsAll(expected)) {
            throw new WrongFileException(
                    place(table),
                    "found the columns " + String.join(", ", found) + "; a run has "
                            + expected.stream().collect(Collectors.joining(", ")));
        }
    }

    private TableFiles files(Table table) {
        return new TableFiles(directory, table);
    }
}
