package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.store.ParquetFile;
import io.dopaflow.analysis.store.ResultColumn;
import java.nio.file.Path;
import java.util.List;

/** A comparison of a run of phased learning as a Parquet file: a row for each compared moment. */
public final class PhasedComparisonFile {
    private static final List<ResultColumn<PhasedComparison.Point>> COLUMNS = List.of(
            ResultColumn.bigint("opportunities", PhasedComparison.Point::opportunities),
            ResultColumn.real("flow_path", PhasedComparison.Point::path),
            ResultColumn.real("distance_to_flow", PhasedComparison.Point::toFlow),
            ResultColumn.real("sgd_distance_to_flow", PhasedComparison.Point::descentToFlow),
            ResultColumn.real("angle_degrees", PhasedComparison.Point::angle),
            ResultColumn.real("loss", PhasedComparison.Point::loss),
            ResultColumn.real("flow_loss", PhasedComparison.Point::flowLoss),
            ResultColumn.real("sgd_loss", PhasedComparison.Point::descentLoss));

    private PhasedComparisonFile() {}

    /**
     * Writes the file.
     *
     * @param path replaced if it exists
     * @throws io.dopaflow.analysis.store.StorageException if it cannot be written
     */
    public static void write(PhasedComparison comparison, Path path) {
        ParquetFile.write(path, COLUMNS, comparison.points());
    }
}
