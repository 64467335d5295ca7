package io.dopaflow.analysis.store;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBWritableVector;

/**
 * A column of a table.
 *
 * @param name its name: begins with a lower-case letter; lower-case letters, digits and underscores
 * @param type of its values in the file
 * @param texts where they are few: all of them. A value is then given as its number in this list, from 0, which is much
 *     faster than text. Empty where any value may come
 */
public record Column(String name, Type type, List<String> texts) {
    /** Stands for no value among 32-bit numbers. */
    static final long NO_INTEGER = Long.MIN_VALUE;

    /** The type of a column. */
    public enum Type {
        /** 64-bit whole numbers; never absent. */
        BIGINT,
        /** 32-bit whole numbers. */
        INTEGER,
        /** 64-bit floating-point numbers; NaN stands for no value. */
        DOUBLE,
        /** Text. */
        VARCHAR
    }

    /** Rejects names that would need quoting. */
    public Column {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("column name: " + name + ", allowed are a to z, 0 to 9 and _");
        }
        texts = List.copyOf(texts);
    }

    /** A column of any values of that type. */
    public Column(String name, Type type) {
        this(name, type, List.of());
    }

    /**
     * The columns that a text describes as SQL does: {@code time_ps BIGINT, amplitude DOUBLE}. In place of a type may stand
     * all texts of a column, as in {@code kind onset|readout}.
     */
    public static List<Column> list(String columns) {
        return Arrays.stream(columns.split(", ")).map(Column::of).toList();
    }

    private static Column of(String column) {
        String[] words = column.split(" ", 2);
        return words[1].contains("|")
                ? new Column(words[0], Type.VARCHAR, List.of(words[1].split("\\|")))
                : new Column(words[0], Type.valueOf(words[1]));
    }

    /** Whether its values are given as text. */
    boolean isText() {
        return type == Type.VARCHAR && texts.isEmpty();
    }

    /** The type in which DuckDB is given the values. */
    DuckDBColumnType gathered() {
        return texts.isEmpty() ? DuckDBColumnType.valueOf(type.name()) : DuckDBColumnType.TINYINT;
    }

    /** The SQL expression that turns the gathered value into the one in the file. */
    String written() {
        return texts.isEmpty()
                ? name
                : IntStream.range(0, texts.size())
                        .mapToObj(number -> " WHEN " + number + " THEN '" + texts.get(number) + "'")
                        .collect(Collectors.joining("", "CASE " + name, " END AS " + name));
    }

    /**
     * Hands numbers over to DuckDB.
     *
     * @param vector takes them
     * @param at where the first goes
     * @param bits of all numbers, 64 of each
     * @param from the first
     * @param count how many
     */
    void fill(DuckDBWritableVector vector, int at, long[] bits, int from, int count) {
        for (int i = 0; i < count; i++) {
            long value = bits[from + i];
            if (!texts.isEmpty()) {
                vector.setByte(at + i, (byte) value);
            } else if (type == Type.BIGINT) {
                vector.setLong(at + i, value);
            } else if (type == Type.INTEGER && value != NO_INTEGER) {
                vector.setInt(at + i, (int) value);
            } else if (type == Type.DOUBLE && !Double.isNaN(Double.longBitsToDouble(value))) {
                vector.setDouble(at + i, Double.longBitsToDouble(value));
            } else {
                vector.setNull(at + i);
            }
        }
    }
}
