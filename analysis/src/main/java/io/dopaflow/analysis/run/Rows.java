package io.dopaflow.analysis.run;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/** Rows of one table on their way from a caller to the writer thread. */
interface Rows {

    RunTable table();

    int count();

    /** Appends every row. Called by the writer thread, once. */
    void appendTo(DuckDBAppender appender) throws SQLException;
}
