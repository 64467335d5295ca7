package io.dopaflow.analysis.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column of a file of results, and what stands in it.
 *
 * @param column name and type
 * @param value of a row: a number, a text, or an optional of either; null for none
 * @param <R> what a row tells of
 */
public record ResultColumn<R>(Column column, Function<? super R, ? extends @Nullable Object> value) {
    /** A column of 64-bit whole numbers. */
    public static <R> ResultColumn<R> bigint(String name, Function<? super R, ? extends Number> value) {
        return new ResultColumn<>(new Column(name, Column.Type.BIGINT), value);
    }

    /** A column of 32-bit whole numbers. */
    public static <R> ResultColumn<R> integer(String name, Function<? super R, ? extends Number> value) {
        return new ResultColumn<>(new Column(name, Column.Type.INTEGER), value);
    }

    /** A column of real numbers or optional ones; NaN is none too. */
    public static <R> ResultColumn<R> real(String name, Function<? super R, ? extends @Nullable Object> value) {
        return new ResultColumn<>(new Column(name, Column.Type.DOUBLE), value);
    }

    /** A column of texts or optional ones. */
    public static <R> ResultColumn<R> text(String name, Function<? super R, ? extends @Nullable Object> value) {
        return new ResultColumn<>(new Column(name, Column.Type.VARCHAR), value);
    }

    /** The same column of rows that tell of something else. */
    public <S> ResultColumn<S> of(Function<? super S, ? extends R> part) {
        return new ResultColumn<>(column, row -> value.apply(part.apply(row)));
    }

    /** The column's name. */
    public String name() {
        return column.name();
    }
}
