package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.store.Column;
import io.dopaflow.analysis.store.ParquetFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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
     * Begins the file; {@link #commit} completes it.
     *
     * @throws io.dopaflow.analysis.store.StorageException if it cannot be written
     */
    public CompareFile(Path path) {
        file = new ParquetFile(
                path,
                Column.list("scope " + words(Scope.values()) + ", series " + words(Series.values())
                        + ", opportunity BIGINT, cycle INTEGER, t DOUBLE, synapse INTEGER, value DOUBLE"));
    }

    private static String words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("|"));
    }

    @Override
    public void point(Scope scope, Series series, long opportunity, int cycle, double t, double[] values) {
        for (int synapse = 0; synapse < values.length; synapse++) {
            file.add(scope.ordinal(), series.ordinal(), opportunity, cycle, t, synapse, values[synapse]);
        }
    }

    /** Writes the file, and puts it into its place. */
    public void commit() {
        file.commit();
    }

    /** Discards what was not committed. */
    @Override
    public void close() {
        file.close();
    }
}
