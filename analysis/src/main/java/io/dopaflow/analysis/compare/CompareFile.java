package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.run.ParquetFile;
import io.dopaflow.analysis.run.RunDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The trajectories of a comparison as a Parquet file, a row for each weight. Columns:
 *
 * <ul>
 *   <li>{@code scope}: {@code opportunity} for trajectories that start anew at the recorded weights at the start of each
 *       learning opportunity, {@code run} for those that start at the run's initial weights;
 *   <li>{@code series}: {@code emergent}, {@code rule}, {@code flow}, {@code sgd}, or {@code deviation}, the predicted
 *       standard deviation of emergent about flow;
 *   <li>{@code opportunity}, {@code cycle}: after which cycle; cycle -1 is the start;
 *   <li>{@code t}: gradient-flow time since the scope began, in units of a learning opportunity;
 *   <li>{@code synapse}; {@code value}: log-weight (or standard deviation of it).
 * </ul>
 *
 * Start and end of the recorded opportunities are in it, and every recorded cycle of the one with the most; where that
 * would be many millions of rows, only every so manieth opportunity.
 */
public final class CompareFile implements TrajectorySink, AutoCloseable {
    private final ParquetFile file;

    /**
     * Begins the file; {@link #close} completes it.
     *
     * @throws RunDirectoryException if it cannot be written
     */
    public CompareFile(Path path) {
        file = new ParquetFile(
                path,
                List.of(
                        new ParquetFile.Field("scope", ParquetFile.Type.VARCHAR),
                        new ParquetFile.Field("series", ParquetFile.Type.VARCHAR),
                        new ParquetFile.Field("opportunity", ParquetFile.Type.BIGINT),
                        new ParquetFile.Field("cycle", ParquetFile.Type.INTEGER),
                        new ParquetFile.Field("t", ParquetFile.Type.DOUBLE),
                        new ParquetFile.Field("synapse", ParquetFile.Type.INTEGER),
                        new ParquetFile.Field("value", ParquetFile.Type.DOUBLE)));
    }

    @Override
    public void point(Scope scope, Series series, long opportunity, int cycle, double t, double[] values) {
        String scopeText = scope.name().toLowerCase(Locale.ROOT);
        String seriesText = series.name().toLowerCase(Locale.ROOT);
        for (int i = 0; i < values.length; i++) {
            int synapse = i;
            file.add(row -> row.text(scopeText)
                    .text(seriesText)
                    .bigint(opportunity)
                    .integer(cycle)
                    .real(t)
                    .integer(synapse)
                    .real(values[synapse]));
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
