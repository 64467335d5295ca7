package io.dopaflow.analysis.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file that is written row by row: a result that goes beside a run. It appears, or replaces an earlier file of
 * that name, with {@link #commit}; without one nothing is left. Memory is bounded, what does not fit is spilled. Every
 * method throws {@link StorageException} when the file cannot be written. For one thread.
 */
public final class ParquetFile implements AutoCloseable {
    private static final String MEMORY_LIMIT = "256MB";

    private final Table table;
    private final DuckDb database;
    private final TableParts parts;
    private Batch batch;

    /** Begins a file with the given columns, in a directory that exists. */
    public ParquetFile(Path file, List<Column> columns) {
        table = new Table("result", List.of(), columns);
        batch = new Batch(table);
        database = new DuckDb(MEMORY_LIMIT, 1);
        try {
            parts = new TableParts(table, database.spill(), file, database, ignored -> {});
        } catch (SQLException | IOException e) {
            database.close();
            throw new StorageException(file, "cannot be written", e);
        }
    }

    /** Writes a file with a row for each of the results. */
    public static <R> void write(Path file, List<ResultColumn<R>> columns, Iterable<? extends R> results) {
        try (ParquetFile open =
                new ParquetFile(file, columns.stream().map(ResultColumn::column).toList())) {
            for (R result : results) {
                open.add(columns.stream()
                        .map(column -> column.value().apply(result))
                        .toArray());
            }
            open.commit();
        }
    }

    /** Adds a row of a value for each column: a number or a text, null or an empty optional for none. */
    public void add(@Nullable Object... row) {
        batch.addRow(row);
        if (batch.isFull()) {
            parts.append(batch);
            batch = new Batch(table);
        }
    }

    /** Writes the file, and puts it into its place. */
    public void commit() {
        parts.append(batch);
        parts.merge();
    }

    /** Discards what was not committed. */
    @Override
    public void close() {
        database.close();
    }
}
