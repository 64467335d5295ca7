package io.dopaflow.analysis.run;

import io.dopaflow.models.cycle.SpikeKind;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;

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
        /** Gathered as a number, which is much faster than text, and written as text. */
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

    /** The type in which DuckDB is given the values. */
    DuckDBColumnType gathered() {
        return switch (storage) {
            case BIGINT -> DuckDBColumnType.BIGINT;
            case INTEGER -> DuckDBColumnType.INTEGER;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
            case VARCHAR -> DuckDBColumnType.VARCHAR;
            case SPIKE_KIND -> DuckDBColumnType.TINYINT;
        };
    }

    /** The SQL expression that turns the gathered value into the one in the file. */
    String written() {
        return storage == Storage.SPIKE_KIND
                ? "CASE " + name + " WHEN " + SpikeKind.ONSET.ordinal() + " THEN '" + SpikeKind.ONSET.text()
                        + "' ELSE '" + SpikeKind.READOUT.text() + "' END AS " + name
                : name;
    }

    /**
     * Hands over numbers that a {@link ColumnBatch} keeps as 64 bits.
     *
     * @param vector takes them
     * @param at where the first goes
     * @param bits of all numbers
     * @param from the first
     * @param count how many
     */
    void fill(DuckDBWritableVector vector, int at, long[] bits, int from, int count) {
        switch (storage) {
            case BIGINT -> {
                for (int i = 0; i < count; i++) {
                    vector.setLong(at + i, bits[from + i]);
                }
            }
            case INTEGER -> {
                for (int i = 0; i < count; i++) {
                    vector.setInt(at + i, (int) bits[from + i]);
                }
            }
            case DOUBLE -> {
                for (int i = 0; i < count; i++) {
                    vector.setDouble(at + i, Double.longBitsToDouble(bits[from + i]));
                }
            }
            case SPIKE_KIND -> {
                for (int i = 0; i < count; i++) {
                    vector.setByte(at + i, (byte) bits[from + i]);
                }
            }
            case VARCHAR -> throw new IllegalStateException(name + " holds text, which has no 64-bit form");
        }
    }
}
