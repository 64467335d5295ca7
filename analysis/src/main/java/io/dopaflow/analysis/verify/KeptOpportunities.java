package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.OpportunityCoverage;
import io.dopaflow.analysis.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * Which learning opportunities have to be in a record. A table keeps all of them, or the first and every N-th after it;
 * N is the greatest common divisor of those that it has rows of, so that an opportunity all of whose rows were removed is
 * still missed. A run that did not finish may lack rows at its end: what comes after its last whole opportunity is left
 * out.
 */
final class KeptOpportunities {
    private static final String FULL = "run the scenario again with --record full, which keeps everything";

    private final List<OpportunityCoverage> coverage;
    private final long done;
    private final boolean isFinished;

    /**
     * @param coverage of the opportunities that there is something of
     * @param done opportunities that the run has done if it finished
     * @param status of the run
     */
    KeptOpportunities(List<OpportunityCoverage> coverage, long done, RunStatus status) {
        this.coverage = coverage;
        this.done = done;
        this.isFinished = status == RunStatus.FINISHED;
    }

    /** Why nothing can be checked, if that is so. */
    Optional<Verification.NothingToCheck> obstacle() {
        for (String table : List.of("arrivals", "readouts", "rewards")) {
            if (coverage.stream().noneMatch(has(table))) {
                String name = table.equals("readouts") ? "spikes" : table;
                return Optional.of(new Verification.NothingToCheck("the run kept no " + name, FULL));
            }
        }
        return toCheck().isEmpty()
                ? Optional.of(new Verification.NothingToCheck(
                        "the run kept no learning opportunity with all its spikes, arrivals and rewards", FULL))
                : Optional.empty();
    }

    /** The opportunities to check, ascending. */
    List<Long> toCheck() {
        long end = isFinished ? done : afterLastWhole();
        long arrivals = stride(has("arrivals"));
        long spikes = stride(has("readouts").or(has("onsets")));
        long rewards = stride(has("rewards"));
        return LongStream.range(0, end)
                .filter(k -> isKept(k, arrivals) && isKept(k, spikes) && isKept(k, rewards))
                .boxed()
                .toList();
    }

    /** What was left out at the end of a run that did not finish, as a note. */
    List<String> notes() {
        long leftOut = isFinished
                ? 0
                : coverage.stream()
                        .filter(c -> c.opportunity() >= afterLastWhole())
                        .count();
        List<String> notes = new ArrayList<>();
        if (leftOut > 0) {
            notes.add("The run did not finish; " + leftOut
                    + " learning opportunities at its end were recorded in part and are left out.");
        }
        return notes;
    }

    private long afterLastWhole() {
        return coverage.stream()
                        .filter(OpportunityCoverage::isWhole)
                        .mapToLong(OpportunityCoverage::opportunity)
                        .max()
                        .orElse(-1)
                + 1;
    }

    private long stride(Predicate<OpportunityCoverage> present) {
        return coverage.stream()
                .filter(present)
                .mapToLong(OpportunityCoverage::opportunity)
                .reduce(0, Divisors::greatestCommon);
    }

    private static boolean isKept(long opportunity, long stride) {
        return stride == 0 ? opportunity == 0 : opportunity % stride == 0;
    }

    private static Predicate<OpportunityCoverage> has(String table) {
        return c -> {
            OpportunityCoverage.Share share = c.shares().get(table);
            return share != null && share.kept() > 0;
        };
    }
}
