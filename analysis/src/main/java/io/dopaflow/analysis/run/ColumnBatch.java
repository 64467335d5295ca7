package io.dopaflow.analysis.run;

import java.util.Arrays;
import org.duckdb.DuckDBDataChunkWriter;

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

    /**
     * Adds the weights of consecutive synapses at one moment, as many as there is room for.
     *
     * @param synapse the first one's id
     * @param theta log-weights by synapse id
     * @return how many there was room for
     */
    int addWeights(long timePs, long opportunity, int cycle, int synapse, double[] theta) {
        int rows = Math.min(CAPACITY - count, theta.length - synapse);
        Arrays.fill(values[0], count, count + rows, timePs);
        Arrays.fill(values[1], count, count + rows, opportunity);
        Arrays.fill(values[2], count, count + rows, cycle);
        for (int i = 0; i < rows; i++) {
            values[3][count + i] = (long) synapse + i;
            values[4][count + i] = Double.doubleToRawLongBits(theta[synapse + i]);
        }
        count += rows;
        return rows;
    }

    /**
     * Copies rows of another batch of the same table, as many as there is room for.
     *
     * @param from the first of them
     * @return how many there was room for
     */
    int addAll(ColumnBatch other, int from) {
        int rows = Math.min(CAPACITY - count, other.count - from);
        for (int column = 0; column < columns.length; column++) {
            System.arraycopy(other.values[column], from, values[column], count, rows);
        }
        count += rows;
        return rows;
    }

    /** The number in a column, as 64 bits. */
    long value(int column, int row) {
        return values[column][row];
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
    public void fill(DuckDBDataChunkWriter chunk, int at, int from, int rows) {
        for (int column = 0; column < columns.length; column++) {
            columns[column].fill(chunk.vector(column), at, values[column], from, rows);
        }
    }
}
