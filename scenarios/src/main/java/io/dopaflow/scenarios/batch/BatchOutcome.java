package io.dopaflow.scenarios.batch;

import java.nio.file.Path;
import java.util.List;

/**
 * How a batch ended.
 *
 * @param directory what it left behind
 * @param batch what was asked for
 * @param results of all runs that are done, by number, those of earlier times included
 * @param earlier how many of them were done before
 * @param seconds of wall-clock time
 * @param <V> what a run gives
 */
public record BatchOutcome<V>(
        Path directory, Batch<V> batch, List<MemberResult<V>> results, int earlier, double seconds) {

    /** Copies the results. */
    public BatchOutcome {
        results = List.copyOf(results);
    }

    /** Whether it was ended before all was done. */
    public boolean cancelled() {
        return results.size() < batch.size();
    }

    /** The runs that failed. */
    public List<MemberResult<V>> failures() {
        return results.stream().filter(MemberResult::isFailed).toList();
    }
}
