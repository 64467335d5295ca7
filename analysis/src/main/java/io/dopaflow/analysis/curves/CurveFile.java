package io.dopaflow.analysis.curves;

import io.dopaflow.analysis.store.ParquetFile;
import io.dopaflow.analysis.store.ResultColumn;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Learning curves as a Parquet file, a row for each rule and moment: {@code rule}, {@code opportunities} (samples
 * presented), {@code epoch}, {@code evaluations} of the loss, {@code training_loss}, {@code training_accuracy},
 * {@code heldout_loss}, {@code heldout_accuracy}; what there is not is NULL.
 */
public final class CurveFile {
    private CurveFile() {}

    /**
     * Writes the file.
     *
     * @param path replaced if it exists
     * @throws io.dopaflow.analysis.store.StorageException if it cannot be written
     */
    public static void write(LearningCurves curves, Path path) {
        List<ResultColumn<Row>> columns = List.of(
                ResultColumn.text("rule", Row::rule),
                ResultColumn.bigint("opportunities", row -> row.point.opportunities()),
                ResultColumn.real("epoch", row -> row.point.opportunities() / (double) curves.trainingSamples()),
                ResultColumn.real("evaluations", row -> row.point.evaluations()),
                ResultColumn.real("training_loss", row -> row.point.training().loss()),
                ResultColumn.real(
                        "training_accuracy", row -> row.point.training().accuracy()),
                ResultColumn.real("heldout_loss", row -> row.point.heldOut().map(score -> score.loss())),
                ResultColumn.real(
                        "heldout_accuracy",
                        row -> row.point
                                .heldOut()
                                .map(score -> score.accuracy())
                                .orElse(OptionalDouble.empty())));
        ParquetFile.write(
                path,
                columns,
                curves.curves().stream()
                        .flatMap(curve -> curve.points().stream().map(point -> new Row(curve.key(), point)))
                        .toList());
    }

    private record Row(String rule, CurvePoint point) {}
}
