package io.dopaflow.analysis.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBConnection;

/**
 * One table on its way to the disk: the rows of the open part, the parts written so far, at the end the single file.
 *
 * <p>The last part is open: each flush writes it anew with the rows that have come since, and moves it over the former
 * one. It is left behind when it has become large. So there is never more than a flush interval to lose, and yet a slow
 * run of many hours has few parts. Each part is sorted. A table of one part needs no merging, and parts that follow one
 * another are joined without sorting. Parts that are there already are those of a run that is resumed: they belong to the
 * table and are written no more.
 */
final class TableParts {

    /** A part of this many rows is written no more. */
    private static final int FULL_PART = 131_072;

    /** Parts are read once: what compresses fast is best. */
    private static final String PART_FORMAT = " (FORMAT parquet, COMPRESSION snappy)";

    private static final String FORMAT = " (FORMAT parquet, COMPRESSION zstd)";

    private final RunTable table;
    private final DuckDBConnection connection;
    private final Path folder;
    private final Path target;
    private final List<Path> closedParts = new ArrayList<>();
    private final GatheredRows gathered;
    private RowOrder lastClosed;
    private boolean inOrder;
    private int nextPart;
    private int flushed;

    TableParts(RunDirectory directory, RunTable table, DuckDBConnection connection) throws IOException, SQLException {
        this.table = table;
        this.connection = connection;
        this.folder = directory.partsFolder(table);
        this.target = directory.tableFile(table);
        Files.createDirectories(folder);
        closedParts.addAll(PartFiles.in(folder));
        nextPart = PartFiles.firstFree(closedParts);
        gathered = new GatheredRows(table, connection);
        lastClosed = new RowOrder(table);
        inOrder = closedParts.isEmpty();
    }

    void append(Rows rows) {
        gathered.add(rows);
        if (gathered.count() >= FULL_PART) {
            flush();
        }
    }

    /** Writes the open part anew if there are new rows. */
    void flush() {
        if (gathered.count() == flushed) {
            return;
        }
        Path part = openPart();
        write(part, gatheredRows(), PART_FORMAT);
        flushed = gathered.count();
        if (flushed >= FULL_PART) {
            closedParts.add(part);
            nextPart++;
            inOrder &= gathered.order().follows(lastClosed);
            lastClosed = gathered.order();
            gathered.clear();
            flushed = 0;
        }
    }

    private String gatheredRows() {
        String rows = table.selectStatement(gathered.relation());
        return gathered.order().isSorted() ? rows : rows + " ORDER BY " + table.order();
    }

    /** Brings all parts into one sorted file, then removes them. After {@link #flush}. */
    void merge() {
        List<Path> parts = new ArrayList<>(closedParts);
        if (gathered.count() > 0) {
            parts.add(openPart());
            inOrder &= gathered.order().follows(lastClosed);
        }
        if (parts.isEmpty()) {
            write(target, gatheredRows(), FORMAT);
        } else if (parts.size() == 1) {
            publish(parts.get(0));
        } else {
            String rows = "SELECT * FROM " + DuckDb.parquet(parts);
            write(target, inOrder ? rows : rows + " ORDER BY " + table.order(), FORMAT);
        }
        try {
            ExistingRun.removeFolder(folder);
        } catch (IOException e) {
            throw new RunDirectoryException(folder, "cannot be removed", e);
        }
    }

    private Path openPart() {
        return PartFiles.part(folder, nextPart);
    }

    private void write(Path file, String query, String format) {
        Path temporary = AtomicFile.temporary(file);
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute("COPY (" + query + ") TO " + DuckDb.target(temporary) + format);
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
