package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.store.ParquetFile;
import io.dopaflow.analysis.store.ResultColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A comparison of a run in episodes as a Parquet file: a row for each compared number of episodes and weight. */
public final class EpisodeComparisonFile {
    /** A weight at a point. */
    private record Row(EpisodeComparison.Point point, int weight, String synapse) {}

    private static final List<ResultColumn<Row>> COLUMNS = List.of(
            ResultColumn.bigint("episodes", row -> row.point.episodes()),
            ResultColumn.text("synapse", Row::synapse),
            ResultColumn.real("weight", row -> row.point.weights()[row.weight]),
            ResultColumn.real("flow", row -> row.point.flow()[row.weight]),
            ResultColumn.real("predicted_sd", row -> Math.sqrt(row.point.variances()[row.weight])));

    private EpisodeComparisonFile() {}

    /**
     * Writes the file.
     *
     * @param path replaced if it exists
     * @throws io.dopaflow.analysis.store.StorageException if it cannot be written
     */
    public static void write(EpisodeComparison comparison, Path path) {
        List<Row> rows = new ArrayList<>();
        for (EpisodeComparison.Point point : comparison.points()) {
            for (int weight = 0; weight < point.weights().length; weight++) {
                rows.add(new Row(point, weight, comparison.names().get(weight)));
            }
        }
        ParquetFile.write(path, COLUMNS, rows);
    }
}
