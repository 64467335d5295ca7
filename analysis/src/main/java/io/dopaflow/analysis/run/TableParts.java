package io.dopaflow.analysis.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * One table on its way to the disk: rows gathered in DuckDB, the parts written so far, at the end the single file.
 *
 * <p>The last part is open: each flush writes it anew with the rows that have come since, and moves it over the former
 * one. It is left behind when it has become large. So there is never more than a flush interval to lose, and yet a slow
 * run of many hours has few parts. Each part is sorted; a table of one part needs no merging. Parts that are there already
 * are those of a run that is resumed: they belong to the table and are written no more.
 */
final class TableParts {

    /** A part of this many rows is written no more. */
    private static final int FULL_PART = 131_072;

    /** At this many gathered rows they are written without waiting for the next flush. */
    private static final int MOST_GATHERED = 524_288;

    private static final String FORMAT = " (FORMAT parquet, COMPRESSION zstd)";

    private final RunTable table;
    private final DuckDBConnection connection;
    private final Path folder;
    private final Path target;
    private final List<Path> closedParts = new ArrayList<>();
    private final DuckDBAppender appender;
    private int nextPart;
    private int gathered;
    private int flushed;

    TableParts(RunDirectory directory, RunTable table, DuckDBConnection connection) throws IOException, SQLException {
        this.table = table;
        this.connection = connection;
        this.folder = directory.partsFolder(table);
        this.target = directory.tableFile(table);
        Files.createDirectories(folder);
        closedParts.addAll(PartFiles.in(folder));
        nextPart = PartFiles.firstFree(closedParts);
        try (Statement statement = connection.createStatement()) {
            statement.execute(table.createStatement());
        }
        appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, table.text());
    }

    void append(Rows rows) {
        try {
            rows.appendTo(appender);
        } catch (SQLException e) {
            throw new RunDirectoryException(folder, "rows cannot be gathered", e);
        }
        gathered += rows.count();
        if (gathered >= MOST_GATHERED) {
            flush();
        }
    }

    /** Writes the open part anew if there are new rows. */
    void flush() {
        if (gathered == flushed) {
            return;
        }
        Path part = openPart();
        write(part, table.selectStatement());
        flushed = gathered;
        if (gathered >= FULL_PART) {
            closedParts.add(part);
            nextPart++;
            clear();
        }
    }

    /** Brings all parts into one sorted file, then removes them. After {@link #flush}. */
    void merge() {
        List<Path> parts = new ArrayList<>(closedParts);
        if (gathered > 0) {
            parts.add(openPart());
        }
        if (parts.isEmpty()) {
            write(target, table.selectStatement());
        } else if (parts.size() == 1) {
            publish(parts.get(0));
        } else {
            write(target, "SELECT * FROM " + DuckDb.parquet(parts) + " ORDER BY " + table.order());
        }
        try {
            ExistingRun.removeFolder(folder);
        } catch (IOException e) {
            throw new RunDirectoryException(folder, "cannot be removed", e);
        }
    }

    void close() throws SQLException {
        appender.close();
    }

    private Path openPart() {
        return PartFiles.part(folder, nextPart);
    }

    private void clear() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE " + table.text());
        } catch (SQLException e) {
            throw new RunDirectoryException(folder, "gathered rows cannot be let go", e);
        }
        gathered = 0;
        flushed = 0;
    }

    private void write(Path file, String query) {
        Path temporary = AtomicFile.temporary(file);
        try {
            appender.flush();
            try (Statement statement = connection.createStatement()) {
                statement.execute("COPY (" + query + ") TO " + DuckDb.target(temporary) + FORMAT);
            }
            AtomicFile.publish(temporary, file);
        } catch (SQLException | IOException e) {
            RunDirectoryException failure = new RunDirectoryException(file, "cannot be written", e);
            AtomicFile.discard(temporary, failure);
            throw failure;
        }
    }

    private void publish(Path part) {
        try {
            AtomicFile.publish(part, target);
        } catch (IOException e) {
            throw new RunDirectoryException(target, "cannot be written", e);
        }
    }
}
