package io.dopaflow.analysis.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads back what a {@link ParquetFile} has written. */
public final class ParquetRows {
    private static final String MEMORY_LIMIT = "256MB";
    private static final String DAMAGED = "damaged, or not written by this version of Dopaflow";

    private ParquetRows() {}

    /** The values of one row, by the names of the columns that were asked for. */
    public static final class Row {
        private final Path file;
        private final ResultSet result;

        private Row(Path file, ResultSet result) {
            this.file = file;
            this.result = result;
        }

        /** A whole number that is always there. */
        public long whole(String column) {
            return read(() -> result.getLong(column));
        }

        /** A number, if there is one. */
        public OptionalDouble real(String column) {
            return read(() -> {
                double value = result.getDouble(column);
                return result.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
            });
        }

        /** A text, if there is one. */
        public Optional<String> text(String column) {
            return read(() -> Optional.ofNullable(result.getString(column)));
        }

        private <T> T read(Cell<T> cell) {
            try {
                return cell.get();
            } catch (SQLException e) {
                throw FileException.reading(file, DAMAGED, e);
            }
        }

        /** One value. */
        private interface Cell<T> {
            T get() throws SQLException;
        }
    }

    /**
     * Reads the rows of a file in order.
     *
     * @param file that exists
     * @param columns their names
     * @param taker gets each row; it is valid during the call only
     * @throws FileException if the file cannot be read, is damaged or lacks a column
     */
    public static void read(Path file, List<String> columns, Consumer<Row> taker) {
        String names = columns.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        try (DuckDb database = new DuckDb(MEMORY_LIMIT, 1)) {
            database.query(
                    "SELECT " + names + " FROM " + DuckDb.parquet(List.of(file)),
                    List.of(),
                    row -> taker.accept(new Row(file, row)));
        } catch (SQLException e) {
            throw FileException.reading(file, DAMAGED, e);
        }
    }
}
