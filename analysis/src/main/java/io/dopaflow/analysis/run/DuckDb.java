package io.dopaflow.analysis.run;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** Opens DuckDB databases in memory and quotes what cannot be a prepared parameter. */
final class DuckDb {

    private DuckDb() {}

    /**
     * A new database without a file.
     *
     * @param memory limit, in DuckDB's notation
     * @param threads that it may use, from 1
     * @param spill where it may put what does not fit into the memory
     */
    static DuckDBConnection open(String memory, int threads, Path spill) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("memory_limit", memory);
        settings.setProperty("threads", Integer.toString(threads));
        settings.setProperty("temp_directory", spill.toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("jdbc_stream_results", "true");
        return DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
    }

    /** The name of a file to be written, as an SQL literal. */
    static String target(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }

    /** A relation of the rows of some Parquet files; characters that would match several files match themselves. */
    static String parquet(Collection<Path> files) {
        return files.stream()
                .map(file -> "'" + file.toString().replaceAll("[\\[*?]", "[$0]").replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "read_parquet([", "])"));
    }
}
