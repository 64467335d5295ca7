package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Score;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Recomputes every score of a run from the weights that were recorded at its moment. */
final class ScoreCheck {
    private static final String FILE = "progress.parquet";

    private final RunReader run;
    private final LearningCycle model;
    private final long epochCycles;
    private final SortedMap<Long, Progress> rows = new TreeMap<>();

    /** The check of a run that is scored at its start, after each epoch and at its end. */
    ScoreCheck(RunReader run, LearningCycle model, long epoch) {
        this.run = run;
        this.model = model;
        this.epochCycles = model.runCycle(epoch, 0);
    }

    /**
     * The first score that disagrees.
     *
     * @param hasEnded whether no score may be missing
     * @param notes receives what could not be checked
     */
    Optional<Disagreement> check(boolean hasEnded, List<String> notes) {
        for (Progress row : run.progress()) {
            if (rows.put(row.steps(), row) != null) {
                return Optional.of(at(row.steps(), "score", "two", "one"));
            }
        }
        return hasEnded ? moments(run.manifest().cycleWork().cyclesDone()).or(() -> scores(notes)) : scores(notes);
    }

    private Optional<Disagreement> moments(long done) {
        SortedMap<Long, Progress> left = new TreeMap<>(rows);
        for (long cycles = 0; cycles < done + epochCycles; cycles += epochCycles) {
            long moment = Math.min(cycles, done);
            if (left.remove(moment) == null) {
                return Optional.of(at(moment, "score", "missing", "one"));
            }
        }
        return left.keySet().stream()
                .map(moment -> at(moment, "score", "one", "none there"))
                .findFirst();
    }

    private Optional<Disagreement> scores(List<String> notes) {
        Map<Long, WeightSnapshot> snapshots = new HashMap<>();
        run.snapshots().stream()
                .filter(snapshot -> snapshot.cycle() >= 0 || snapshot.opportunity() == 0)
                .forEach(snapshot -> snapshots.put(cycles(snapshot), snapshot));
        List<WeightSnapshot> scored = rows.keySet().stream()
                .map(snapshots::get)
                .filter(Objects::nonNull)
                .toList();
        if (scored.size() < rows.size()) {
            notes.add((rows.size() - scored.size()) + " of " + rows.size()
                    + " scores were not recomputed: no weights were recorded with them.");
        }
        List<Disagreement> found = new ArrayList<>();
        run.logWeights(scored, (snapshot, theta) -> {
            if (found.isEmpty()) {
                score(Objects.requireNonNull(rows.get(cycles(snapshot))), theta).ifPresent(found::add);
            }
        });
        return found.stream().findFirst();
    }

    /** Cycles done when the weights were recorded; not asked for the start of a later opportunity. */
    private long cycles(WeightSnapshot snapshot) {
        return model.runCycle(snapshot.opportunity(), snapshot.cycle()) + 1;
    }

    private Optional<Disagreement> score(Progress row, double[] theta) {
        long done = row.steps();
        boolean endsEpoch = done > 0 && done % epochCycles == 0;
        Facts facts = new Facts()
                .add(
                        "epoch",
                        row.epoch(),
                        model.opportunityOf(done) / model.samples().training().size())
                .add("opportunity", row.opportunity(), model.opportunityOf(done))
                .add(
                        "time in ps",
                        row.timePs(),
                        endsEpoch
                                ? model.timing().rewardPs(done - 1)
                                : model.timing().startPs(done));
        add(
                facts,
                "training ",
                Optional.of(row.training()),
                theta,
                model.samples().training());
        add(facts, "held-out ", row.heldOut(), theta, model.samples().heldOut());
        return facts.wrong().map(fact -> at(done, fact.quantity(), fact.recorded(), fact.recomputed()));
    }

    private void add(Facts facts, String which, Optional<Score> recorded, double[] theta, List<Sample> samples) {
        Map<String, Double> found = recorded.map(Score::byName).orElse(Map.of());
        Map<String, Double> expected = samples.isEmpty()
                ? Map.of()
                : Score.of(model.network(), theta, model.loss(), model.target(), samples)
                        .byName();
        Stream.concat(found.keySet().stream(), expected.keySet().stream())
                .distinct()
                .forEach(name -> facts.add(
                        which + name,
                        found.containsKey(name) ? found.get(name) : "none",
                        expected.containsKey(name) ? expected.get(name) : "none"));
    }

    private Disagreement at(long cycles, String quantity, String recorded, String recomputed) {
        return Disagreement.after(cycles, model, FILE, quantity, recorded, recomputed);
    }
}
