package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.models.cycle.LearningCycle;
import java.util.List;
import java.util.Optional;

/** The weights at the end of a run against the digest in its manifest. */
record DigestCheck(RunReader run, LearningCycle model) {

    /**
     * Compares recomputed weights if they reach the end of the run, otherwise the last recorded ones, if those do.
     *
     * @param next the opportunity that would be recomputed next
     * @param theta recomputed weights
     * @param notes receives what was not checked
     */
    Optional<Disagreement> check(long next, double[] theta, List<String> notes) {
        long cycles = run.manifest().work().cyclesDone();
        Optional<String> expected = run.manifest().weightsDigest();
        if (expected.isEmpty() || cycles == 0) {
            notes.add("The manifest has no digest of the weights.");
            return Optional.empty();
        }
        long last = model.opportunityOf(cycles - 1);
        int cycle = model.cycleOf(cycles - 1);
        if (next * model.schedule().cyclesPerOpportunity() == cycles) {
            return compare(last, cycle, WeightsDigest.of(theta), expected.get());
        }
        List<WeightSnapshot> snapshots = run.snapshots();
        if (snapshots.isEmpty()) {
            notes.add("The digest of the weights was not checked: no weights of the end were kept.");
            return Optional.empty();
        }
        WeightSnapshot end = snapshots.get(snapshots.size() - 1);
        if (end.opportunity() != last || end.cycle() != cycle) {
            notes.add("The digest of the weights was not checked: no weights of the end were kept.");
            return Optional.empty();
        }
        notes.add("The digest was checked against the recorded weights of the end, which no kept stretch reaches.");
        return compare(last, cycle, WeightsDigest.of(run.weights(end)), expected.get());
    }

    private Optional<Disagreement> compare(long opportunity, int cycle, String found, String expected) {
        return found.equals(expected)
                ? Optional.empty()
                : Optional.of(new Disagreement(
                        model.timing().rewardPs(model.runCycle(opportunity, cycle)),
                        opportunity,
                        cycle,
                        "the manifest",
                        "digest of the last weights",
                        expected,
                        found));
    }
}
