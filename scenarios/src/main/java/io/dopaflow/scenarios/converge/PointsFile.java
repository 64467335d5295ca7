package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Interval;
import io.dopaflow.analysis.converge.PointEstimate;
import io.dopaflow.analysis.run.ParquetFile;
import io.dopaflow.analysis.run.ParquetFile.Field;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was found at each grid point, as a Parquet file: the numbers of the table and more. */
final class PointsFile {
    private static final List<String> INTERVALS =
            List.of("sup_rms", "end_rms", "ratio", "mean_along_bias", "mean_accumulated_time");

    /** Columns beside those that name the point. */
    static final List<String> OWN_COLUMNS = columns();

    private PointsFile() {}

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("replicates", "failed", "predicted_flow_time"));
        columns.addAll(List.of("predicted_noise", "predicted_bias", "predicted_rms"));
        for (String name : INTERVALS) {
            columns.addAll(List.of(name, name + "_lower", name + "_upper"));
        }
        return columns;
    }

    /** Writes the file; estimates are by the number of their point. */
    static void write(Path path, StudyPlan plan, Map<Integer, PointEstimate> estimates, Map<Integer, Integer> failed) {
        PointColumns columns = new PointColumns(plan);
        List<Field> fields = new ArrayList<>(columns.fields());
        for (String name : OWN_COLUMNS) {
            boolean isCount = name.equals("replicates") || name.equals("failed");
            fields.add(new Field(name, isCount ? ParquetFile.Type.BIGINT : ParquetFile.Type.DOUBLE));
        }
        try (ParquetFile file = new ParquetFile(path, fields)) {
            estimates.forEach((point, estimate) -> file.add(row -> {
                columns.fill(row, point);
                row.bigint(estimate.replicates()).bigint(failed.getOrDefault(point, 0));
                row.real(estimate.setting().prediction().flowTime());
                row.real(estimate.setting().prediction().noise());
                row.real(estimate.setting().prediction().biasLength());
                row.real(estimate.setting().prediction().rms());
                interval(row, estimate.sup().rms());
                interval(row, estimate.end().rms());
                interval(row, estimate.ratio());
                interval(row, estimate.alongBias());
                if (estimate.accumulatedTime().isPresent()) {
                    interval(row, estimate.accumulatedTime().get());
                } else {
                    row.nothing().nothing().nothing();
                }
            }));
        }
    }

    private static void interval(ParquetFile.Row row, Interval interval) throws SQLException {
        row.real(interval.estimate()).real(interval.lower()).real(interval.upper());
    }
}
