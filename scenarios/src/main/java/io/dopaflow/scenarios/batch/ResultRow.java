package io.dopaflow.scenarios.batch;

import io.dopaflow.analysis.store.ParquetRows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A row of results that is read back, by the names of its columns. */
public final class ResultRow {
    private final ParquetRows.Row row;
    private final List<String> columns;

    ResultRow(ParquetRows.Row row, List<String> columns) {
        this.row = row;
        this.columns = columns;
    }

    /** A whole number that is always there. */
    public long whole(String column) {
        return row.whole(columns.indexOf(column));
    }

    /** A number, if there is one. */
    public OptionalDouble real(String column) {
        return row.real(columns.indexOf(column));
    }

    /** A text, if there is one. */
    public Optional<String> text(String column) {
        return row.text(columns.indexOf(column));
    }
}
