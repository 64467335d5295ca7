package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;

/**
 * Verifies a run from its record: that its tables, manifest and scores are what the scenario asks for and its weights
 * give ({@link RunCheck}); that every neuron and synapse did in every cycle what the model says, no row more and
 * no row less; that arrivals are those of the seed; that each amplitude, loss, reward and weight follows, to the last bit,
 * from what was recorded before it; and that the weights at the end are those of the manifest's digest. Goes through
 * every learning opportunity whose spikes, arrivals and rewards were kept; weights are chained where opportunities
 * follow one another, and taken from the record where there is a gap. Memory is bounded by a stretch of opportunities.
 */
public final class Verifier {
    private Verifier() {}

    /**
     * Verifies a run.
     *
     * @param run what was recorded
     * @param model what was to be executed: structure, data, parameters and seed
     * @param plan what was to be recorded of it
     * @param progress receives the fraction done, from 0 to 1
     * @throws FileException if a table cannot be read
     */
    public static Verification verify(RunReader run, LearningCycle model, RecordingPlan plan, DoubleConsumer progress) {
        RunCheck whole = new RunCheck(run, model, plan);
        OpportunityCheck check = new OpportunityCheck(model, plan);
        Optional<Disagreement> before = whole.beforeCycles();
        if (before.isPresent()) {
            return new Verification.Refuted(before.get(), check.coverage(0, 0, List.of()));
        }
        RecordedOpportunities recorded = new RecordedOpportunities(run, model, plan, whole.hasEnded());
        Set<Long> complete = recorded.complete();
        int[] seen = {0};
        run.opportunities(withPredecessors(complete, model), log -> {
            if (!check.isRefuted()) {
                check.accept(log, complete.contains(log.opportunity()));
                seen[0] += complete.contains(log.opportunity()) ? 1 : 0;
                progress.accept(seen[0] / (double) complete.size());
            }
        });
        List<String> notes = new ArrayList<>(recorded.notes());
        List<WeightSnapshot> snapshots = run.snapshots();
        Optional<Disagreement> found = check.disagreement()
                .or(() -> recorded.rows(snapshots))
                .or(() -> whole.knowsCounts()
                        ? Optional.empty()
                        : check.counts(run.manifest().cycleWork(), notes))
                .or(() -> whole.afterCycles(notes));
        notes.addAll(check.notes());
        Verification.Coverage coverage = check.coverage(
                recorded.done(), (long) snapshots.size() * model.network().synapseCount(), notes);
        if (found.isPresent()) {
            return new Verification.Refuted(found.get(), coverage);
        }
        Optional<Verification.NothingToCheck> obstacle = recorded.obstacle();
        return obstacle.isPresent() ? obstacle.get() : new Verification.Verified(coverage);
    }

    /** The single-update rule compares the first loss of an opportunity with the last of the one before. */
    private static Set<Long> withPredecessors(Set<Long> wanted, LearningCycle model) {
        TreeSet<Long> all = new TreeSet<>(wanted);
        if (model.schedule() instanceof CycleSchedule.SingleUpdate) {
            wanted.stream().filter(k -> k > 0).forEach(k -> all.add(k - 1));
        }
        return all;
    }
}
