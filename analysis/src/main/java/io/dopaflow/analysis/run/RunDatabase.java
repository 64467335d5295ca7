package io.dopaflow.analysis.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * The tables of a run directory as views of a DuckDB of limited memory. A table is its single file; of a run that was
 * killed, the parts that it left; else empty. Values come into statements as parameters only.
 */
final class RunDatabase implements AutoCloseable {

    private static final String MEMORY_LIMIT = "256MB";

    private static final int THREADS = 2;

    private final RunDirectory directory;
    private final Path spill;
    private final DuckDBConnection connection;
    private final Set<RunTable> viewed = EnumSet.noneOf(RunTable.class);

    /** Takes a row of a result; must not keep it. */
    @FunctionalInterface
    interface RowHandler {
        void accept(ResultSet row) throws SQLException;
    }

    RunDatabase(RunDirectory directory) {
        this.directory = directory;
        try {
            spill = Files.createTempDirectory("dopaflow-");
        } catch (IOException e) {
            throw new RunDirectoryException(directory.path(), "no temporary directory can be made to read it", e);
        }
        try {
            connection = DuckDb.open(MEMORY_LIMIT, THREADS, spill);
        } catch (SQLException e) {
            throw new RunDirectoryException(directory.path(), "DuckDB cannot be opened to read it", e);
        }
    }

    RunDirectory directory() {
        return directory;
    }

    /** Whether a table has any file. */
    boolean exists(RunTable table) {
        return !files(table).isEmpty();
    }

    /** Where a table is: its file, or the folder of its parts. */
    Path place(RunTable table) {
        Path file = directory.tableFile(table);
        Path folder = directory.partsFolder(table);
        return !Files.exists(file) && Files.isDirectory(folder) ? folder : file;
    }

    /**
     * Hands each row of a result to a handler, one after the other. A handler may start further queries.
     *
     * @param tables that the statement names
     * @param sql a query with question marks for the parameters
     */
    void query(Set<RunTable> tables, String sql, List<?> parameters, RowHandler handler) {
        tables.forEach(this::view);
        try (DuckDBConnection own = connection.duplicate().unwrap(DuckDBConnection.class);
                PreparedStatement statement = own.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    handler.accept(rows);
                }
            }
        } catch (SQLException e) {
            throw new RunDirectoryException(culprit(tables), "cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            ExistingRun.removeFolder(spill);
        } catch (SQLException | IOException e) {
            throw new RunDirectoryException(spill, "cannot be removed", e);
        }
    }

    private Path culprit(Set<RunTable> tables) {
        return tables.size() == 1 ? place(tables.iterator().next()) : directory.path();
    }

    private void view(RunTable table) {
        if (viewed.contains(table)) {
            return;
        }
        List<Path> files = files(table);
        String relation = files.isEmpty() ? table.emptyStatement() : "SELECT * FROM " + DuckDb.parquet(files);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE VIEW " + table.text() + " AS " + relation);
        } catch (SQLException e) {
            throw new RunDirectoryException(place(table), "damaged or no Parquet file", e);
        }
        requireColumns(table);
        viewed.add(table);
    }

    private void requireColumns(RunTable table) {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE " + table.text())) {
            while (rows.next()) {
                found.add(rows.getString(1) + " " + rows.getString(2));
            }
        } catch (SQLException e) {
            throw new RunDirectoryException(place(table), "damaged or no Parquet file", e);
        }
        List<String> expected = table.columns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
        if (!found.containsAll(expected)) {
            throw new RunDirectoryException(
                    place(table),
                    "found the columns " + String.join(", ", found) + "; a run has "
                            + expected.stream().collect(Collectors.joining(", ")));
        }
    }

    private List<Path> files(RunTable table) {
        Path file = directory.tableFile(table);
        if (Files.exists(file)) {
            return List.of(file);
        }
        return PartFiles.in(directory.partsFolder(table));
    }
}
