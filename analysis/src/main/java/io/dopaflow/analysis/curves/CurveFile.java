package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.run.ParquetFile;
import io.dopaflow.analysis.run.RunDirectoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Learning curves as a Parquet file, a row for each rule and moment: {@code rule}, {@code opportunities} (samples
 * presented), {@code epoch}, {@code evaluations} of the loss, {@code train_loss}, {@code train_accuracy},
 * {@code heldout_loss}, {@code heldout_accuracy}; what there is not is NULL.
 */
public final class CurveFile {
    private CurveFile() {}

    /**
     * Writes the file.
     *
     * @param path replaced if it exists
     * @throws RunDirectoryException if it cannot be written
     */
    public static void write(LearningCurves curves, Path path) {
        List<ParquetFile.Field> fields = List.of(
                new ParquetFile.Field("rule", ParquetFile.Type.VARCHAR),
                new ParquetFile.Field("opportunities", ParquetFile.Type.BIGINT),
                new ParquetFile.Field("epoch", ParquetFile.Type.DOUBLE),
                new ParquetFile.Field("evaluations", ParquetFile.Type.DOUBLE),
                new ParquetFile.Field("training_loss", ParquetFile.Type.DOUBLE),
                new ParquetFile.Field("training_accuracy", ParquetFile.Type.DOUBLE),
                new ParquetFile.Field("heldout_loss", ParquetFile.Type.DOUBLE),
                new ParquetFile.Field("heldout_accuracy", ParquetFile.Type.DOUBLE));
        try (ParquetFile file = new ParquetFile(path, fields)) {
            for (LearningCurve curve : curves.curves()) {
                for (CurvePoint point : curve.points()) {
                    double epoch = point.opportunities() / (double) curves.trainingSamples();
                    file.add(row -> fill(row, curve.key(), epoch, point));
                }
            }
        }
    }

    private static void fill(ParquetFile.Row row, String rule, double epoch, CurvePoint point) throws SQLException {
        row.text(rule).bigint(point.opportunities()).real(epoch);
        optional(row, point.evaluations());
        row.real(point.training().loss());
        optional(row, point.training().accuracy());
        optional(
                row, point.heldOut().stream().mapToDouble(score -> score.loss()).findFirst());
        optional(row, point.heldOut().map(score -> score.accuracy()).orElse(OptionalDouble.empty()));
    }

    private static void optional(ParquetFile.Row row, OptionalDouble value) throws SQLException {
        if (value.isPresent()) {
            row.real(value.getAsDouble());
        } else {
            row.nothing();
        }
    }
}
