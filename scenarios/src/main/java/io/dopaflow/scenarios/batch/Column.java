package io.dopaflow.scenarios.batch;

import io.dopaflow.analysis.run.ParquetFile;
import io.dopaflow.analysis.run.ParquetFile.Field;
import io.dopaflow.analysis.run.ParquetFile.Type;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A column of a Parquet file of results.
 *
 * @param field its name and type
 * @param value what a row has in it, a {@code Long}, {@code Double} or {@code String} as the type says
 * @param <R> what a row is about
 */
public record Column<R>(Field field, Function<R, Optional<?>> value) {

    /** Whole numbers. */
    public static <R> Column<R> whole(String name, ToLongFunction<R> value) {
        return new Column<>(new Field(name, Type.BIGINT), row -> Optional.of(value.applyAsLong(row)));
    }

    /** Numbers, which may be missing. */
    public static <R> Column<R> real(String name, Function<R, OptionalDouble> value) {
        return new Column<>(new Field(name, Type.DOUBLE), row -> {
            OptionalDouble number = value.apply(row);
            return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
        });
    }

    /** Texts, which may be missing. */
    public static <R> Column<R> text(String name, Function<R, Optional<String>> value) {
        return new Column<>(new Field(name, Type.VARCHAR), value::apply);
    }

    /** The same column of rows about something else. */
    public <S> Column<S> of(Function<S, R> part) {
        return new Column<>(field, part.andThen(value));
    }

    /** The name. */
    public String name() {
        return field.name();
    }

    /** Writes a file whole and moves it into place. */
    public static <R> void write(Path file, List<Column<R>> columns, Iterable<R> rows) {
        try (ParquetFile parquet =
                new ParquetFile(file, columns.stream().map(Column::field).toList())) {
            for (R row : rows) {
                parquet.add(out -> {
                    for (Column<R> column : columns) {
                        column.fill(out, row);
                    }
                });
            }
        }
    }

    private void fill(ParquetFile.Row out, R row) throws SQLException {
        Optional<?> found = value.apply(row);
        if (found.isEmpty()) {
            out.nothing();
        } else if (found.get() instanceof Long number) {
            out.bigint(number);
        } else if (found.get() instanceof Double number) {
            out.real(number);
        } else {
            out.text((String) found.get());
        }
    }
}
