package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Replicate;
import io.dopaflow.analysis.run.ParquetFile;
import io.dopaflow.analysis.run.ParquetFile.Field;
import io.dopaflow.analysis.run.ParquetRows;
import io.dopaflow.analysis.run.RunDirectoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The replicates of a study as a Parquet file: a row for each, written whole and moved into place. */
final class ReplicatesFile {
    /** Columns beside the swept keys, of this file and of {@link PointsFile}. */
    static final List<String> COLUMNS = columns();

    private static final List<String> READ =
            List.of("member", "sup_distance", "end_distance", "along_bias", "accumulated_time", "seconds", "error");

    private final Path path;
    private final StudyPlan plan;

    ReplicatesFile(Path path, StudyPlan plan) {
        this.path = path;
        this.plan = plan;
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(PointColumns.NAMES);
        columns.addAll(List.of("member", "replicate", "sup_distance", "end_distance", "along_bias"));
        columns.addAll(List.of("accumulated_time", "seconds", "error"));
        columns.addAll(PointsFile.OWN_COLUMNS);
        return columns;
    }

    /** Replaces the file. */
    void write(Collection<ReplicateResult> results) {
        PointColumns columns = new PointColumns(plan);
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("member", ParquetFile.Type.BIGINT));
        fields.addAll(columns.fields());
        fields.add(new Field("replicate", ParquetFile.Type.BIGINT));
        for (String name : List.of("sup_distance", "end_distance", "along_bias", "accumulated_time", "seconds")) {
            fields.add(new Field(name, ParquetFile.Type.DOUBLE));
        }
        fields.add(new Field("error", ParquetFile.Type.VARCHAR));
        try (ParquetFile file = new ParquetFile(path, fields)) {
            for (ReplicateResult result : results) {
                file.add(row -> fill(row, result, columns));
            }
        }
    }

    private void fill(ParquetFile.Row row, ReplicateResult result, PointColumns columns) throws SQLException {
        row.bigint(result.number());
        columns.fill(row, result.number() / plan.replicates());
        row.bigint(result.number() % plan.replicates());
        if (result.measured().isPresent()) {
            Replicate measured = result.measured().get();
            row.real(measured.sup()).real(measured.end()).real(measured.alongBias());
            if (Double.isNaN(measured.accumulatedTime())) {
                row.nothing();
            } else {
                row.real(measured.accumulatedTime());
            }
        } else {
            row.nothing().nothing().nothing().nothing();
        }
        row.real(result.seconds());
        if (result.error().isPresent()) {
            row.text(result.error().get());
        } else {
            row.nothing();
        }
    }

    /**
     * Reads the file.
     *
     * @throws RunDirectoryException if it is damaged, or holds runs that the study does not have
     */
    List<ReplicateResult> read() {
        List<ReplicateResult> results = new ArrayList<>();
        ParquetRows.read(path, READ, row -> results.add(result(row)));
        return results;
    }

    private ReplicateResult result(ParquetRows.Row row) {
        long number = row.whole(0);
        if (number < 0 || number >= plan.members()) {
            throw new RunDirectoryException(path, "found run " + number + ", which this study does not have");
        }
        Optional<Replicate> measured = row.real(1).isPresent()
                ? Optional.of(new Replicate(
                        row.real(1).getAsDouble(),
                        row.real(2).orElse(Double.NaN),
                        row.real(3).orElse(Double.NaN),
                        row.real(4).orElse(Double.NaN)))
                : Optional.empty();
        return new ReplicateResult((int) number, measured, row.real(5).orElse(0), row.text(6));
    }
}
