package io.dopaflow.analysis.run;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/**
 * A column of a {@link RunTable}.
 *
 * @param name its name, the same in the file and where rows are gathered
 * @param storage how its values are kept and written
 */
record Column(String name, Storage storage) {

    /** How values are kept in a {@link ColumnBatch}, gathered in DuckDB and written to the file. */
    enum Storage {
        BIGINT,
        INTEGER,
        DOUBLE,
        VARCHAR,
        /** Gathered as a number, which is much faster to append than text, and written as text. */
        SPIKE_KIND
    }

    static Column bigint(String name) {
        return new Column(name, Storage.BIGINT);
    }

    static Column integer(String name) {
        return new Column(name, Storage.INTEGER);
    }

    static Column real(String name) {
        return new Column(name, Storage.DOUBLE);
    }

    static Column text(String name) {
        return new Column(name, Storage.VARCHAR);
    }

    static Column kind(String name) {
        return new Column(name, Storage.SPIKE_KIND);
    }

    /** The SQL type in the file. */
    String type() {
        return storage == Storage.SPIKE_KIND ? "VARCHAR" : storage.name();
    }

    /** The SQL type where rows are gathered. */
    String gathered() {
        return storage == Storage.SPIKE_KIND ? "TINYINT" : storage.name();
    }

    /** The SQL expression that turns the gathered value into the one in the file. */
    String written() {
        return storage == Storage.SPIKE_KIND
                ? "CASE " + name + " WHEN " + SpikeKind.ONSET.ordinal() + " THEN '" + SpikeKind.ONSET.text()
                        + "' ELSE '" + SpikeKind.READOUT.text() + "' END AS " + name
                : name;
    }

    /** Appends a number that a {@link ColumnBatch} keeps as 64 bits. */
    void append(DuckDBAppender appender, long bits) throws SQLException {
        switch (storage) {
            case BIGINT -> appender.append(bits);
            case INTEGER -> appender.append((int) bits);
            case DOUBLE -> appender.append(Double.longBitsToDouble(bits));
            case SPIKE_KIND -> appender.append((byte) bits);
            case VARCHAR -> throw new IllegalStateException(name + " holds text, which has no 64-bit form");
        }
    }
}
