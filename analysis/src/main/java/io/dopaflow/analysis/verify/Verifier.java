package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.OpportunityCoverage;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.network.InvalidNetworkException;
import io.dopaflow.models.network.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;

/**
 * Verifies a run from its record: that every neuron and synapse did in every cycle what the model says, no row more and
 * no row less; that arrivals are those of the seed; that each amplitude, loss, reward and weight follows, to the last bit,
 * from what was recorded before it; and that the weights at the end are those of the manifest's digest. Goes through
 * every learning opportunity whose spikes, arrivals and rewards were kept; weights are chained where opportunities
 * follow one another, and taken from the record where there is a gap. Memory is bounded by a stretch of opportunities.
 */
public final class Verifier {
    private final RunReader run;
    private final LearningCycle model;

    private Verifier(RunReader run, LearningCycle model) {
        this.run = run;
        this.model = model;
    }

    /**
     * Verifies a run.
     *
     * @param run what was recorded
     * @param model what was to be executed: structure, data, parameters and seed
     * @param progress receives the fraction done, from 0 to 1
     * @throws FileException if a table cannot be read
     */
    public static Verification verify(RunReader run, LearningCycle model, DoubleConsumer progress) {
        return new Verifier(run, model).verify(progress);
    }

    private Verification verify(DoubleConsumer progress) {
        Optional<Disagreement> structure = structure();
        if (structure.isPresent()) {
            return new Verification.Refuted(
                    structure.get(), new Verification.Coverage(0, done(), 0, 0, 0, 0, 0, List.of()));
        }
        List<OpportunityCoverage> recorded = run.coverage();
        KeptOpportunities kept =
                new KeptOpportunities(recorded, done(), run.manifest().status());
        Optional<Verification.NothingToCheck> obstacle = kept.obstacle();
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        Set<Long> wanted = new TreeSet<>(kept.toCheck());
        OpportunityCheck check = new OpportunityCheck(model);
        int[] seen = {0};
        run.opportunities(withPredecessors(wanted), log -> {
            if (!check.isRefuted()) {
                check.accept(log, wanted.contains(log.opportunity()));
                seen[0] += wanted.contains(log.opportunity()) ? 1 : 0;
                progress.accept(seen[0] / (double) wanted.size());
            }
        });
        List<String> notes = new ArrayList<>(kept.notes());
        Optional<Disagreement> found = check.disagreement().or(() -> digest(check, notes));
        notes.addAll(check.notes());
        long last = recorded.get(recorded.size() - 1).opportunity();
        Verification.Coverage coverage = check.coverage(Math.max(done(), last + 1), notes);
        return found.<Verification>map(d -> new Verification.Refuted(d, coverage))
                .orElseGet(() -> new Verification.Verified(coverage));
    }

    private long done() {
        return run.manifest().work().cyclesDone() / model.schedule().cyclesPerOpportunity();
    }

    /** The single-update rule compares the first loss of an opportunity with the last of the one before. */
    private Collection<Long> withPredecessors(Set<Long> wanted) {
        TreeSet<Long> all = new TreeSet<>(wanted);
        if (model.schedule() instanceof CycleSchedule.SingleUpdate) {
            wanted.stream().filter(k -> k > 0).forEach(k -> all.add(k - 1));
        }
        return all;
    }

    private Optional<Disagreement> structure() {
        try {
            Network recorded = run.network();
            Network executed = model.network();
            for (int i = 0; i < Math.max(recorded.neuronCount(), executed.neuronCount()); i++) {
                String found = i < recorded.neuronCount() ? recorded.neuron(i).toString() : "missing";
                String expected =
                        i < executed.neuronCount() ? executed.neuron(i).toString() : "none";
                if (!found.equals(expected)) {
                    return Optional.of(structure(new Names(executed).neuron(i), "description", found, expected));
                }
            }
            for (int i = 0; i < Math.max(recorded.synapseCount(), executed.synapseCount()); i++) {
                String found =
                        i < recorded.synapseCount() ? recorded.synapses().get(i).toString() : "missing";
                String expected =
                        i < executed.synapseCount() ? executed.synapses().get(i).toString() : "none";
                if (!found.equals(expected)) {
                    return Optional.of(structure(new Names(executed).synapse(i), "description", found, expected));
                }
            }
            return Optional.empty();
        } catch (FileException e) {
            if (e.getCause() instanceof InvalidNetworkException invalid) {
                return Optional.of(structure(
                        "the network", "structure", String.join("; ", invalid.problems()), "that of the scenario"));
            }
            throw e;
        }
    }

    private static Disagreement structure(String subject, String quantity, String recorded, String recomputed) {
        return new Disagreement(0, 0, -1, subject, quantity, recorded, recomputed);
    }

    /** The weights at the end against the manifest: recomputed ones if they reach the end, else the last recorded ones. */
    private Optional<Disagreement> digest(OpportunityCheck check, List<String> notes) {
        return new DigestCheck(run, model).check(check.nextOpportunity(), check.theta(), notes);
    }
}
