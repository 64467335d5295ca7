package io.dopaflow.analysis.store;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table: how its rows look and are ordered in its Parquet file.
 *
 * @param name of the table and, with an extension, of its file
 * @param order names of the columns that the rows are sorted by, the most significant first; none to leave them as they
 *     come
 * @param columns as they stand in the file
 */
public record Table(String name, List<String> order, List<Column> columns) {

    /** Rejects an order by a column that is gathered in another order than it is written in. */
    public Table {
        order = List.copyOf(order);
        columns = List.copyOf(columns);
        for (String key : order) {
            Column column = columns.get(position(columns, key));
            if (column.isText() || !column.texts().stream().sorted().toList().equals(column.texts())) {
                throw new IllegalArgumentException(name + " cannot be in the order of " + key);
            }
        }
    }

    /** A table of the columns of {@link Column#list}, whose rows are sorted by those in a list with commas. */
    public static Table of(String name, String order, String columns) {
        return new Table(name, List.of(order.split(", ")), Column.list(columns));
    }

    /** The finished file, in the directory of all tables. */
    public Path file(Path directory) {
        return directory.resolve(name + ".parquet");
    }

    /** The folder of its parts while rows still come. */
    public Path parts(Path directory) {
        return directory.resolve(name + ".parts");
    }

    /** A relation of these columns without any row. */
    public String emptyStatement() {
        return columns.stream()
                .map(column -> "NULL::" + column.type() + " AS " + column.name())
                .collect(Collectors.joining(", ", "SELECT ", " WHERE false"));
    }

    /** The rows of a relation in which they are gathered, as they stand in the file. */
    String selectStatement(String relation) {
        return columns.stream().map(Column::written).collect(Collectors.joining(", ", "SELECT ", " FROM " + relation));
    }

    /** The rows of a query, put in order if they are not. */
    String sorted(String query, boolean areInOrder) {
        return areInOrder ? query : query + " ORDER BY " + String.join(", ", order);
    }

    /** The numbers of the columns that the rows are sorted by. */
    int[] key() {
        return order.stream().mapToInt(column -> position(columns, column)).toArray();
    }

    private static int position(List<Column> columns, String name) {
        return columns.stream().map(Column::name).toList().indexOf(name);
    }
}
