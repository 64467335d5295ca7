package io.dopaflow.scenarios.follow;

import io.dopaflow.analysis.estimator.Measured;
import io.dopaflow.analysis.estimator.Measured.Interval;
import io.dopaflow.analysis.store.ParquetRows;
import io.dopaflow.analysis.store.ResultColumn;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A measured number in a file of results: three columns, for it and for the ends of its interval, which may be missing. */
public final class MeasuredColumns {
    private static final String LOWER = "_lower";
    private static final String UPPER = "_upper";

    private MeasuredColumns() {}

    /**
     * The columns.
     *
     * @param word the name of the first; the others have it with {@code _lower} and {@code _upper}
     * @param of the number of a row; empty where there is none
     */
    public static <R> List<ResultColumn<R>> of(String word, Function<R, Optional<Measured>> of) {
        return List.of(
                ResultColumn.real(word, row -> of.apply(row).map(Measured::value)),
                ResultColumn.real(
                        word + LOWER,
                        row -> of.apply(row).flatMap(Measured::interval).map(Interval::lower)),
                ResultColumn.real(
                        word + UPPER,
                        row -> of.apply(row).flatMap(Measured::interval).map(Interval::upper)));
    }

    /** Reads the number of a row back; NaN where there is none. */
    static Measured read(ParquetRows.Row row, String word) {
        OptionalDouble lower = row.real(word + LOWER);
        OptionalDouble upper = row.real(word + UPPER);
        Optional<Interval> interval = lower.isPresent() || upper.isPresent()
                ? Optional.of(new Interval(lower.orElse(Double.NaN), upper.orElse(Double.NaN)))
                : Optional.empty();
        return new Measured(row.real(word).orElse(Double.NaN), interval);
    }
}
