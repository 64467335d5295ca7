package io.dopaflow.analysis.run;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/** Gathers rows and lets a DuckDB of limited memory write them to Parquet files. */
final class DuckDbSink implements RowSink {

    /** Enough to sort; whatever does not fit is spilled. */
    private static final String MEMORY_LIMIT = "128MB";

    private static final int MERGING_THREADS = 2;

    /** Nothing can be read without these: they go to the disk at once. */
    private static final Set<RunTable> NETWORK = Set.of(RunTable.NEURONS, RunTable.SYNAPSES);

    private final RunDirectory directory;
    private final DuckDBConnection connection;
    private final Map<RunTable, TableParts> tables = new EnumMap<>(RunTable.class);

    DuckDbSink(RunDirectory directory) throws IOException, SQLException {
        this.directory = directory;
        Files.createDirectories(directory.spillFolder());
        connection = DuckDb.open(MEMORY_LIMIT, 1, directory.spillFolder());
        for (RunTable table : RunTable.values()) {
            tables.put(table, new TableParts(directory, table, connection));
        }
    }

    @Override
    public void append(Rows rows) {
        TableParts parts = parts(rows.table());
        parts.append(rows);
        if (NETWORK.contains(rows.table())) {
            parts.flush();
        }
    }

    @Override
    public void flush() {
        tables.values().forEach(TableParts::flush);
    }

    @Override
    public void merge() {
        flush();
        useAllCores();
        RunDirectoryException failure = null;
        for (TableParts parts : tables.values()) {
            try {
                parts.merge();
            } catch (RunDirectoryException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** The run is over and computes no more. */
    private void useAllCores() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + MERGING_THREADS);
        } catch (SQLException e) {
            throw new RunDirectoryException(directory.path(), "the tables cannot be merged", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            ExistingRun.removeFolder(directory.spillFolder());
        } catch (SQLException | IOException e) {
            throw new RunDirectoryException(directory.spillFolder(), "cannot be removed", e);
        }
    }

    private TableParts parts(RunTable table) {
        TableParts parts = tables.get(table);
        if (parts == null) {
            throw new IllegalStateException(table + " has no parts");
        }
        return parts;
    }
}
