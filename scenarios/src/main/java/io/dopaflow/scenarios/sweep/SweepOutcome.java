package io.dopaflow.scenarios.sweep;

import java.nio.file.Path;
import java.util.List;

/**
 * How a sweep ended.
 *
 * @param directory what it left behind
 * @param plan what was asked for
 * @param results of all runs that are done, by number, those of earlier times included
 * @param earlier how many of them were done before
 * @param cancelled whether it was ended before all was done
 * @param seconds of wall-clock time
 */
public record SweepOutcome(
        Path directory, SweepPlan plan, List<MemberResult> results, int earlier, boolean cancelled, double seconds) {

    /** Copies the results. */
    public SweepOutcome {
        results = List.copyOf(results);
    }

    /** The runs that failed. */
    public List<MemberResult> failures() {
        return results.stream().filter(MemberResult::isFailed).toList();
    }
}
