package io.dopaflow.analysis.run;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * A Parquet file that is written row by row: a result that goes beside a run. Written under a temporary name and moved
 * when it is closed; replaces an earlier file of that name. Memory is bounded, what does not fit is spilled. Every method
 * throws {@link RunDirectoryException} when the file cannot be written. For one thread.
 */
public final class ParquetFile implements AutoCloseable {

    private static final String MEMORY_LIMIT = "256MB";

    private final Path file;
    private final Path spill;
    private final DuckDBConnection connection;
    private final DuckDBAppender appender;

    /** The type of a column. */
    public enum Type {
        /** 64-bit whole numbers. */
        BIGINT,
        /** 32-bit whole numbers. */
        INTEGER,
        /** 64-bit floating-point numbers. */
        DOUBLE,
        /** Text. */
        VARCHAR
    }

    /**
     * A column.
     *
     * @param name begins with a lower-case letter; lower-case letters, digits and underscores
     * @param type of its values
     */
    public record Field(String name, Type type) {

        /** Rejects names that would need quoting. */
        public Field {
            if (!name.matches("[a-z][a-z0-9_]*")) {
                throw new IllegalArgumentException("column name: " + name + ", allowed are a to z, 0 to 9 and _");
            }
        }
    }

    /** Takes the values of one row, in the order of the columns. */
    public final class Row {

        private Row() {}

        /** The next value, of a {@link Type#BIGINT} column. */
        public Row bigint(long value) throws SQLException {
            appender.append(value);
            return this;
        }

        /** The next value, of an {@link Type#INTEGER} column. */
        public Row integer(int value) throws SQLException {
            appender.append(value);
            return this;
        }

        /** The next value, of a {@link Type#DOUBLE} column. */
        public Row real(double value) throws SQLException {
            appender.append(value);
            return this;
        }

        /** The next value, of a {@link Type#VARCHAR} column. */
        public Row text(String value) throws SQLException {
            appender.append(value);
            return this;
        }

        /** No value, in a column of any type. */
        public Row nothing() throws SQLException {
            appender.appendNull();
            return this;
        }
    }

    /** Fills a row. */
    @FunctionalInterface
    public interface RowFiller {
        /** Gives each column its value. */
        void fill(Row row) throws SQLException;
    }

    private final Row row = new Row();

    /** Begins a file with the given columns, in a directory that exists. */
    public ParquetFile(Path file, List<Field> fields) {
        this.file = file;
        try {
            spill = Files.createTempDirectory("dopaflow-");
            connection = DuckDb.open(MEMORY_LIMIT, 1, spill);
            try (Statement statement = connection.createStatement()) {
                statement.execute(fields.stream()
                        .map(field -> field.name() + " " + field.type())
                        .collect(Collectors.joining(", ", "CREATE TABLE result (", ")")));
            }
            appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "result");
        } catch (SQLException | IOException e) {
            throw new RunDirectoryException(file, "cannot be written", e);
        }
    }

    /** Adds a row. */
    public void add(RowFiller filler) {
        try {
            appender.beginRow();
            filler.fill(row);
            appender.endRow();
        } catch (SQLException e) {
            throw new RunDirectoryException(file, "cannot be written", e);
        }
    }

    /** Writes the file. */
    @Override
    public void close() {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try (connection) {
            appender.close();
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "COPY result TO " + DuckDb.target(unfinished) + " (FORMAT parquet, COMPRESSION zstd)");
            }
            move(unfinished);
            ExistingRun.removeFolder(spill);
        } catch (SQLException | IOException e) {
            throw new RunDirectoryException(file, "cannot be written", e);
        }
    }

    private void move(Path unfinished) throws IOException {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
