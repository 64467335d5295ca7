package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.OpportunityCoverage;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.record.Thinning;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which learning opportunities have to be in a record, as the scenario asks for them. A run that did not come to an end of
 * its own may lack rows at its end: what comes after its last whole opportunity is left out.
 */
final class RecordedOpportunities {
    private static final String FULL = "run the scenario again with --record full, which keeps everything";

    private final LearningCycle model;
    private final RecordingPlan plan;
    private final boolean hasEnded;
    private final boolean isGraded;
    private final SortedMap<Long, OpportunityCoverage> coverage = new TreeMap<>();
    private final Set<Long> complete = new TreeSet<>();
    private final long end;

    /** Those of a run; one that has ended has to have them all. */
    RecordedOpportunities(RunReader run, LearningCycle model, RecordingPlan plan, boolean hasEnded) {
        this.model = model;
        this.plan = plan;
        this.hasEnded = hasEnded;
        this.isGraded = model.network().neurons().stream().allMatch(n -> n.coding() == SpikeCoding.GRADED);
        run.coverage().forEach(each -> coverage.put(each.opportunity(), each));
        long lastWhole = coverage.values().stream()
                .filter(OpportunityCoverage::isWhole)
                .mapToLong(OpportunityCoverage::opportunity)
                .max()
                .orElse(-1);
        this.end = hasEnded ? model.opportunityOf(run.manifest().cycleWork().cyclesDone()) : lastWhole + 1;
        LongStream.range(0, end)
                .filter(k -> plan.spikes().keeps(k)
                        && plan.arrivals().keeps(k)
                        && plan.rewards().keeps(k))
                .forEach(complete::add);
    }

    /** Opportunities that the run has done, as far as is known. */
    long done() {
        return coverage.isEmpty() ? end : Math.max(end, coverage.lastKey() + 1);
    }

    /** Those of which everything was to be kept, in order. */
    Set<Long> complete() {
        return complete;
    }

    /** Why no opportunity can be recomputed, if that is so. */
    Optional<Verification.NothingToCheck> obstacle() {
        return tables().entrySet().stream()
                .filter(table -> table.getValue() instanceof Thinning.None)
                .map(table -> "the run kept no " + table.getKey())
                .findFirst()
                .or(() -> complete.isEmpty()
                        ? Optional.of("the run kept no learning opportunity with all its spikes, arrivals and rewards")
                        : Optional.empty())
                .map(reason -> new Verification.NothingToCheck(reason, FULL));
    }

    private SortedMap<String, Thinning> tables() {
        return new TreeMap<>(Map.of("arrivals", plan.arrivals(), "spikes", plan.spikes(), "rewards", plan.rewards()));
    }

    /** What was left out at the end of a run that did not finish, as a note. */
    List<String> notes() {
        int left = coverage.tailMap(end).size();
        return left == 0
                ? List.of()
                : List.of("The run did not finish; "
                        + (left == 1 ? "the last learning opportunity was" : "the last " + left + " were")
                        + " recorded only in part and left out.");
    }

    /**
     * Rows that are missing, or should not be there, as far as their numbers tell: of the opportunities that are not
     * recomputed, and of weights of all.
     */
    Optional<Disagreement> rows(List<WeightSnapshot> snapshots) {
        if (!hasEnded) {
            return Optional.empty();
        }
        Set<Long> weights = new HashSet<>();
        snapshots.forEach(snapshot -> weights.add(moment(snapshot.opportunity(), snapshot.cycle())));
        return LongStream.range(0, end)
                .mapToObj(k ->
                        (complete.contains(k) ? Optional.<Disagreement>empty() : rows(k)).or(() -> weights(k, weights)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Disagreement> rows(long k) {
        // How many arrive where neurons may stay silent is known from the spikes only.
        boolean countsArrivals = isGraded || plan.spikes().keeps(k);
        return share(k, "spikes", "onsets", plan.spikes(), true)
                .or(() -> share(k, "spikes", "readouts", plan.spikes(), true))
                .or(() -> share(k, "arrivals", "arrivals", plan.arrivals(), countsArrivals))
                .or(() -> share(k, "rewards", "rewards", plan.rewards(), true));
    }

    private Optional<Disagreement> share(long k, String table, String what, Thinning kept, boolean countsAll) {
        Optional<OpportunityCoverage.Share> share =
                Optional.ofNullable(coverage.get(k)).map(found -> found.shares().get(what));
        long found = share.map(OpportunityCoverage.Share::kept).orElse(0L);
        boolean isAsked = kept.keeps(k);
        boolean isRight = isAsked
                ? found > 0
                        && (!countsAll
                                || share.map(OpportunityCoverage.Share::isWhole).orElse(false))
                : found == 0;
        String expected =
                !isAsked ? "none" : share.map(all -> Long.toString(all.all())).orElse("those of every cycle");
        return isRight ? Optional.empty() : Optional.of(at(k, table, what, Long.toString(found), expected));
    }

    private Optional<Disagreement> weights(long k, Set<Long> recorded) {
        int last = model.schedule().cyclesPerOpportunity() - 1;
        int first = plan.withinCycles() > 0 && plan.weights().keeps(k) ? 0 : last;
        boolean isMissing = (plan.weightsAtStart(k) && !recorded.contains(moment(k, WeightSnapshot.START)))
                || IntStream.rangeClosed(first, last)
                        .anyMatch(cycle -> plan.weightsAfter(k, cycle, last) && !recorded.contains(moment(k, cycle)));
        return isMissing ? Optional.of(at(k, "weights", "log-weights", "missing", "some")) : Optional.empty();
    }

    private long moment(long opportunity, int cycle) {
        return opportunity * (model.schedule().cyclesPerOpportunity() + 1L) + cycle + 1;
    }

    private Disagreement at(long k, String table, String what, String found, String expected) {
        long start = model.timing().startPs(model.runCycle(k, 0));
        return new Disagreement(start, k, WeightSnapshot.START, table + ".parquet", what, found, expected);
    }
}
