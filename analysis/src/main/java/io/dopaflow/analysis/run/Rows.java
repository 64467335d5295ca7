package io.dopaflow.analysis.run;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/** Rows of one table on their way from a caller to the writer thread. */
non-sealed interface Rows extends Queued {

    RunTable table();

    @Override
    int count();

    /** Appends every row. Called by the writer thread, once. */
    void appendTo(DuckDBAppender appender) throws SQLException;
}
