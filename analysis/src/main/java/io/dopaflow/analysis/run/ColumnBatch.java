package io.dopaflow.analysis.run;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/**
 * Rows of numbers, column by column, in arrays that are used again. Every value is kept as 64 bits. Not thread-safe: it
 * has one owner at a time, a {@link TableBuffer}, the queue or the writer thread.
 */
final class ColumnBatch implements Rows {

    /** Rows that a batch holds. */
    static final int CAPACITY = 8192;

    private final RunTable table;
    private final Column[] columns;
    private final long[][] values;
    private int count;

    ColumnBatch(RunTable table) {
        this.table = table;
        this.columns = table.columns().toArray(Column[]::new);
        this.values = new long[columns.length][CAPACITY];
    }

    void add(long a, long b, long c, long d) {
        values[0][count] = a;
        values[1][count] = b;
        values[2][count] = c;
        values[3][count] = d;
        count++;
    }

    void add(long a, long b, long c, long d, long e) {
        values[4][count] = e;
        add(a, b, c, d);
    }

    void add(long a, long b, long c, long d, long e, long f) {
        values[5][count] = f;
        add(a, b, c, d, e);
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    void clear() {
        count = 0;
    }

    @Override
    public RunTable table() {
        return table;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public void appendTo(DuckDBAppender appender) throws SQLException {
        for (int row = 0; row < count; row++) {
            appender.beginRow();
            for (int column = 0; column < columns.length; column++) {
                columns[column].append(appender, values[column][row]);
            }
            appender.endRow();
        }
    }
}
