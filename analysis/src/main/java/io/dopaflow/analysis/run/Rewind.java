package io.dopaflow.analysis.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * Brings the tables of a run back to an earlier moment, as parts that a {@link RunWriter} adds to. Each step leaves files
 * that hold all rows to be kept, and does nothing where it was done before: so all can be repeated after a crash.
 */
final class Rewind {
    private static final String MEMORY_LIMIT = "256MB";
    private static final String FORMAT = " (FORMAT parquet, COMPRESSION zstd)";

    private final RunDirectory directory;
    private final Map<RunTable, String> kept;

    /** Keeps the rows for which the table's condition in SQL holds; where there is none, all. */
    Rewind(RunDirectory directory, Map<RunTable, String> kept) {
        this.directory = directory;
        this.kept = kept;
    }

    void tables() {
        Path spill = directory.spillFolder();
        try {
            Files.createDirectories(spill);
            try (DuckDBConnection connection = DuckDb.open(MEMORY_LIMIT, 1, spill)) {
                for (RunTable table : RunTable.values()) {
                    rewind(table, connection);
                }
            }
            ExistingRun.removeFolder(spill);
        } catch (SQLException | IOException e) {
            throw new RunDirectoryException(directory.path(), "cannot be brought back to the checkpoint", e);
        }
    }

    private void rewind(RunTable table, DuckDBConnection connection) throws IOException {
        Path folder = directory.partsFolder(table);
        Path whole = directory.tableFile(table);
        Files.createDirectories(folder);
        Files.deleteIfExists(AtomicFile.temporary(whole));
        if (Files.exists(whole)) {
            // What it was merged from may still be there; it counts for nothing beside the whole.
            for (Path part : PartFiles.in(folder)) {
                Files.delete(part);
            }
            AtomicFile.publish(whole, PartFiles.part(folder, 0));
        }
        String condition = kept.get(table);
        if (condition != null) {
            for (Path part : PartFiles.in(folder)) {
                rewind(part, condition, connection);
            }
        }
    }

    /** Rows stay in their order, as there is one thread. */
    private static void rewind(Path part, String condition, DuckDBConnection connection) {
        String rows = DuckDb.parquet(List.of(part));
        Path temporary = AtomicFile.temporary(part);
        try (Statement statement = connection.createStatement()) {
            if (isWhole(rows, condition, statement)) {
                return;
            }
            statement.execute("COPY (SELECT * FROM " + rows + " WHERE " + condition + ") TO " + DuckDb.target(temporary)
                    + FORMAT);
            AtomicFile.publish(temporary, part);
        } catch (SQLException | IOException e) {
            RunDirectoryException failure = new RunDirectoryException(part, "cannot be brought back", e);
            AtomicFile.discard(temporary, failure);
            throw failure;
        }
    }

    private static boolean isWhole(String rows, String condition, Statement statement) throws SQLException {
        try (ResultSet dropped =
                statement.executeQuery("SELECT count(*) FROM " + rows + " WHERE NOT (" + condition + ")")) {
            return dropped.next() && dropped.getLong(1) == 0;
        }
    }
}
