package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.run.ParquetFile;
import io.dopaflow.analysis.run.RunDirectoryException;
import io.dopaflow.analysis.theory.StepPrediction;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The compared learning opportunities as a Parquet file, a row for each, with the columns of
 * {@link OpportunityComparison} and {@link StepGeometry}: {@code opportunity}, {@code points}, {@code flow_step},
 * {@code rule_difference}, {@code flow_distance}, {@code flow_sup}, {@code sgd_distance}, {@code sgd_to_flow},
 * {@code predicted_rms}, {@code cosine}, {@code predicted_cosine}, {@code length}, {@code predicted_length}.
 * Predictions are NULL where there are none.
 */
public final class StepFile {
    private StepFile() {}

    /**
     * Writes the file.
     *
     * @param path replaced if it exists
     * @throws RunDirectoryException if it cannot be written
     */
    public static void write(Comparison comparison, Path path) {
        List<ParquetFile.Field> fields = new ArrayList<>();
        fields.add(new ParquetFile.Field("opportunity", ParquetFile.Type.BIGINT));
        fields.add(new ParquetFile.Field("points", ParquetFile.Type.INTEGER));
        for (String name : List.of(
                "flow_step",
                "rule_difference",
                "flow_distance",
                "flow_sup",
                "sgd_distance",
                "sgd_to_flow",
                "predicted_rms",
                "cosine",
                "predicted_cosine",
                "length",
                "predicted_length")) {
            fields.add(new ParquetFile.Field(name, ParquetFile.Type.DOUBLE));
        }
        try (ParquetFile file = new ParquetFile(path, fields)) {
            comparison.opportunities().forEach(step -> file.add(row -> fill(row, step)));
        }
    }

    private static void fill(ParquetFile.Row row, OpportunityComparison step) throws SQLException {
        Optional<StepPrediction> predicted = step.geometry().predicted();
        row.bigint(step.opportunity())
                .integer(step.points())
                .real(step.step())
                .real(step.ruleDifference())
                .real(step.flowDistance())
                .real(step.flowSup())
                .real(step.sgdDistance())
                .real(step.sgdToFlow());
        optional(row, step.predictedRms());
        row.real(step.geometry().cosine());
        optional(row, predicted.stream().mapToDouble(StepPrediction::cosine).findFirst());
        row.real(step.geometry().relativeLength());
        optional(
                row,
                predicted.stream().mapToDouble(StepPrediction::relativeLength).findFirst());
    }

    private static void optional(ParquetFile.Row row, OptionalDouble value) throws SQLException {
        if (value.isPresent()) {
            row.real(value.getAsDouble());
        } else {
            row.nothing();
        }
    }
}
