package io.dopaflow.analysis.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB in memory, with a folder for what does not fit into its limit. Paths reach it as absolute ones only: what begins
 * with {@code ~/} or looks like an address means another place to it than to Java.
 */
public final class DuckDb implements AutoCloseable {
    private final Path spill;
    private final DuckDBConnection connection;
    private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();

    /**
     * Opens one that spills into a folder of the system for temporary files.
     *
     * @param memory limit, in DuckDB's notation
     * @param threads that it may use, from 1
     * @throws StorageException if there is no room for it
     */
    public DuckDb(String memory, int threads) {
        this(memory, threads, temporary());
    }

    /**
     * Opens one.
     *
     * @param spill the folder into which it spills; made, and removed when this is closed
     */
    DuckDb(String memory, int threads, Path spill) {
        this.spill = spill;
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("threads", Integer.toString(threads));
        settings.setProperty("temp_directory", spill.toAbsolutePath().toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("jdbc_stream_results", "true");
        boolean opened = false;
        try {
            Files.createDirectories(spill);
            connection = DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
            opened = true;
        } catch (SQLException | IOException e) {
            throw new StorageException(spill, "DuckDB cannot be opened with this folder", e);
        } finally {
            if (!opened) {
                Folders.remove(spill);
            }
        }
    }

    private static Path temporary() {
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            return Files.createTempDirectory(place, "dopaflow-");
        } catch (IOException e) {
            throw new StorageException(place, "no temporary folder can be made there", e);
        }
    }

    /** The connection; closed with this. */
    DuckDBConnection connection() {
        return connection;
    }

    /** Where it spills. */
    Path spill() {
        return spill;
    }

    /** Executes a statement without a result. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Takes a row of a result; must not keep it. */
    @FunctionalInterface
    public interface RowHandler {
        /** Called once for each row. */
        void accept(ResultSet row) throws SQLException;
    }

    /**
     * Hands each row of a result to a handler, one after the other. A handler may start further queries.
     *
     * @param sql a query with question marks for the parameters
     */
    public void query(String sql, List<?> parameters, RowHandler handler) throws SQLException {
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
        }
    }

    /** Takes a whole result, row by row. */
    @FunctionalInterface
    public interface ResultHandler {
        /** Called once; the result is closed afterwards. */
        void accept(ResultSet result) throws SQLException;
    }

    /**
     * Hands over the result of a query, with what is known of its columns. {@link #cancel} ends it.
     *
     * @param sql a query without parameters
     */
    public void result(String sql, ResultHandler handler) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            running.set(statement);
            try (ResultSet result = statement.executeQuery(sql)) {
                handler.accept(result);
            }
        } finally {
            running.set(null);
        }
    }

    /** Ends the query of {@link #result} that another thread is in, if it is in one. */
    public void cancel() {
        Statement statement = running.get();
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // It has just ended.
            }
        }
    }

    /**
     * Writes the rows of a query to a Parquet file, which appears whole or not at all, by way of the folder into which the
     * database spills: a database that is closed to files can do that too.
     *
     * @throws StorageException if it cannot be written
     */
    public void copyBySpill(String query, Path target) throws SQLException {
        Path whole = spill.resolve("result.parquet");
        execute("COPY (" + query + "\n) TO " + quoted(whole.toAbsolutePath().toString()) + " (FORMAT parquet)");
        AtomicFile.write(target, out -> Files.copy(whole, out));
    }

    /**
     * Writes the rows of a query to a Parquet file, which appears whole or not at all.
     *
     * @throws StorageException if it cannot be written
     */
    public void copy(String query, Path target, String compression) {
        try {
            AtomicFile.replace(
                    target,
                    temporary -> execute("COPY (" + query + ") TO "
                            + quoted(temporary.toAbsolutePath().toString()) + " (FORMAT parquet, COMPRESSION "
                            + compression + ")"));
        } catch (SQLException e) {
            throw new StorageException(target, "cannot be written", e);
        }
    }

    /** A relation of the rows of some Parquet files; characters that would match several files match themselves. */
    public static String parquet(Collection<Path> files) {
        return files.stream()
                .map(file -> quoted(file.toAbsolutePath().toString().replaceAll("[\\[*?]", "[$0]")))
                .collect(Collectors.joining(", ", "read_parquet([", "])"));
    }

    /** A name in SQL, whatever is in it. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** A text in SQL, whatever is in it. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * Closes it and removes its folder.
     *
     * @throws StorageException if that cannot be done
     */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StorageException(spill, "DuckDB cannot be closed", e);
        } finally {
            Folders.remove(spill);
        }
    }
}
