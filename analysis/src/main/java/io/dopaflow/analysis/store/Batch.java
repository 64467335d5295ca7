package io.dopaflow.analysis.store;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.duckdb.DuckDBDataChunkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table, column by column, in arrays that are used again. Every number is kept as 64 bits. Not thread-safe: it
 * has one owner at a time, a {@link TableBuffer}, the queue or the writer thread.
 */
final class Batch {
    /** Rows that a batch holds. */
    static final int CAPACITY = 8192;

    private final Column[] columns;
    private final long[][] numbers;
    private final @Nullable String[][] texts;
    private int count;

    Batch(Table table) {
        columns = table.columns().toArray(Column[]::new);
        numbers = new long[columns.length][];
        texts = new String[columns.length][];
        for (int column = 0; column < columns.length; column++) {
            numbers[column] = new long[columns[column].isText() ? 0 : CAPACITY];
            texts[column] = new String[columns[column].isText() ? CAPACITY : 0];
        }
    }

    /** Adds a row of as many of these numbers as there are columns, three to six. */
    void add(long a, long b, long c, long d, long e, long f) {
        int row = count;
        numbers[0][row] = a;
        numbers[1][row] = b;
        numbers[2][row] = c;
        if (columns.length > 3) {
            numbers[3][row] = d;
            if (columns.length > 4) {
                numbers[4][row] = e;
                if (columns.length > 5) {
                    numbers[5][row] = f;
                }
            }
        }
        count = row + 1;
    }

    /**
     * Adds rows of three numbers that all have in common, the place in two arrays and the values there, as many as there is
     * room for.
     *
     * @param from place of the first
     * @return how many there was room for
     */
    int addEach(long a, long b, long c, int from, double[] values, double[] others) {
        int rows = Math.min(CAPACITY - count, values.length - from);
        Arrays.fill(numbers[0], count, count + rows, a);
        Arrays.fill(numbers[1], count, count + rows, b);
        Arrays.fill(numbers[2], count, count + rows, c);
        for (int i = 0; i < rows; i++) {
            numbers[3][count + i] = (long) from + i;
            numbers[4][count + i] = Double.doubleToRawLongBits(values[from + i]);
            numbers[5][count + i] = Double.doubleToRawLongBits(others[from + i]);
        }
        count += rows;
        return rows;
    }

    /**
     * Adds rows of two numbers, as many as there is room for.
     *
     * @param from place of the first
     * @param to behind the last
     * @return how many there was room for
     */
    int addAll(long[] a, int[] b, int from, int to) {
        int rows = Math.min(CAPACITY - count, to - from);
        System.arraycopy(a, from, numbers[0], count, rows);
        for (int i = 0; i < rows; i++) {
            numbers[1][count + i] = b[from + i];
        }
        count += rows;
        return rows;
    }

    /** Adds a row of any values, see {@link TableBuffer#addRow}. */
    void addRow(@Nullable Object... values) {
        for (int column = 0; column < columns.length; column++) {
            Object value = values[column];
            if (value instanceof OptionalDouble number) {
                value = number.orElse(Double.NaN);
            } else if (value instanceof Optional<?> optional) {
                value = optional.orElse(null);
            }
            if (columns[column].isText()) {
                texts[column][count] = (String) value;
            } else {
                numbers[column][count] = bits(columns[column].type(), (Number) value);
            }
        }
        count++;
    }

    private static long bits(Column.Type type, @Nullable Number value) {
        if (type == Column.Type.DOUBLE) {
            return Double.doubleToRawLongBits(value == null ? Double.NaN : value.doubleValue());
        }
        if (value == null && type == Column.Type.INTEGER) {
            return Column.NO_INTEGER;
        }
        return Objects.requireNonNull(value, "a value").longValue();
    }

    /** Adds the rows of another batch of the same table, if there is room for all. */
    boolean addAll(Batch other) {
        if (count + other.count > CAPACITY) {
            return false;
        }
        for (int column = 0; column < columns.length; column++) {
            boolean isText = columns[column].isText();
            System.arraycopy(
                    isText ? other.texts[column] : other.numbers[column],
                    0,
                    isText ? texts[column] : numbers[column],
                    count,
                    other.count);
        }
        count += other.count;
        return true;
    }

    /** The numbers in some columns of a row. */
    long[] key(int[] keyColumns, int row) {
        return Arrays.stream(keyColumns)
                .mapToLong(column -> numbers[column][row])
                .toArray();
    }

    /** Whether the rows are in the order of these columns. */
    boolean isSorted(int[] keyColumns) {
        for (int row = 1; row < count; row++) {
            if (isBefore(row, row - 1, keyColumns)) {
                return false;
            }
        }
        return true;
    }

    private boolean isBefore(int row, int other, int[] keyColumns) {
        for (int column : keyColumns) {
            long difference = Long.compare(numbers[column][row], numbers[column][other]);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    void clear() {
        count = 0;
    }

    /**
     * Hands some of the rows to DuckDB.
     *
     * @param chunk takes them, column by column
     * @param at where the first of them goes in the chunk
     * @param from the first of them
     * @param rows how many
     */
    void fill(DuckDBDataChunkWriter chunk, int at, int from, int rows) {
        for (int column = 0; column < columns.length; column++) {
            if (columns[column].isText()) {
                for (int i = 0; i < rows; i++) {
                    String text = texts[column][from + i];
                    if (text == null) {
                        chunk.vector(column).setNull(at + i);
                    } else {
                        chunk.vector(column).setString(at + i, text);
                    }
                }
            } else {
                columns[column].fill(chunk.vector(column), at, numbers[column], from, rows);
            }
        }
    }
}
