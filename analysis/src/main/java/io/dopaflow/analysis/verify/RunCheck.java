package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.network.InvalidNetworkException;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.record.Thinning;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a run can be checked without going through its cycles: its network, the counts of its manifest, that the tables
 * are there which the scenario asks for, the digest of its last weights, and every score, which follows from the weights
 * that were recorded with it. Messages and times on the clock cannot be checked.
 */
public final class RunCheck {
    private static final String MANIFEST = "manifest.json";
    private static final String DIGEST = "digest of the last weights";

    private final RunReader run;
    private final RunManifest manifest;
    private final LearningCycle model;
    private final RecordingPlan plan;
    private final boolean hasEnded;
    private final boolean isGraded;

    /**
     * The check of a run.
     *
     * @param run what was recorded
     * @param model what was to be executed
     * @param plan what was to be recorded of it
     */
    public RunCheck(RunReader run, LearningCycle model, RecordingPlan plan) {
        this.run = run;
        this.manifest = run.manifest();
        this.model = model;
        this.plan = plan;
        this.hasEnded = manifest.status() == RunStatus.FINISHED || manifest.status() == RunStatus.CANCELLED;
        this.isGraded = model.network().neurons().stream().allMatch(n -> n.coding() == SpikeCoding.GRADED);
    }

    /**
     * The first disagreement.
     *
     * @param notes receives what could not be checked, a sentence each
     */
    public Optional<Disagreement> first(List<String> notes) {
        return beforeCycles().or(() -> afterCycles(notes));
    }

    /** Of what the cycles rest on. */
    Optional<Disagreement> beforeCycles() {
        return network().or(this::manifest).or(this::tables);
    }

    /** Of what rests on the cycles. */
    Optional<Disagreement> afterCycles(List<String> notes) {
        return digest(notes).or(() -> new ScoreCheck(run, model, plan.epoch()).check(hasEnded, notes));
    }

    /** Whether the run came to an end of its own: then all that was to be recorded of its cycles has to be there. */
    boolean hasEnded() {
        return hasEnded;
    }

    private Optional<Disagreement> network() {
        try {
            Network recorded = run.network();
            Network executed = model.network();
            Labels labels = new Labels(executed);
            return different(recorded.neurons(), executed.neurons())
                    .map(i -> description(labels.neuron(i), recorded.neurons(), executed.neurons(), i))
                    .or(() -> different(recorded.synapses(), executed.synapses())
                            .map(i -> description(labels.synapse(i), recorded.synapses(), executed.synapses(), i)));
        } catch (FileException e) {
            if (e.getCause() instanceof InvalidNetworkException invalid) {
                return Optional.of(Disagreement.ofRun(
                        "the network", "structure", String.join("; ", invalid.problems()), "that of the scenario"));
            }
            throw e;
        }
    }

    private static Optional<Integer> different(List<?> recorded, List<?> executed) {
        int i = 0;
        while (i < Math.min(recorded.size(), executed.size()) && recorded.get(i).equals(executed.get(i))) {
            i++;
        }
        return i < Math.max(recorded.size(), executed.size()) ? Optional.of(i) : Optional.empty();
    }

    private static Disagreement description(String subject, List<?> recorded, List<?> executed, int i) {
        return Disagreement.ofRun(
                subject,
                "description",
                i < recorded.size() ? recorded.get(i) : "missing",
                i < executed.size() ? executed.get(i) : "none");
    }

    private Optional<Disagreement> manifest() {
        RunWork.OfCycles work = manifest.cycleWork();
        Facts facts = new Facts()
                .add("seed", manifest.seed(), model.streams().seed())
                .add("synapses", work.synapses(), model.network().synapseCount())
                .add("learning opportunities", work.opportunities(), model.opportunities())
                .add("planned cycles", work.cyclesPlanned(), model.cycles());
        if (manifest.status() == RunStatus.FINISHED) {
            facts.add("cycles", work.cyclesDone(), model.cycles());
            if (isGraded) {
                long spikes =
                        2L * model.network().neuronCount() - model.network().sources().length;
                facts.add("spikes", work.spikes(), spikes * model.cycles());
                facts.add(
                        "synaptic events",
                        work.synapticEvents(),
                        model.network().synapseCount() * model.cycles());
            }
        } else if (work.cyclesDone() < 0 || (work.cyclesDone() >= model.cycles() && hasEnded)) {
            facts.add("cycles", work.cyclesDone(), "0 to " + (model.cycles() - 1) + ", as the run is cancelled");
        }
        if (hasEnded && work.cyclesDone() > 0 && manifest.digest().isEmpty()) {
            facts.add(DIGEST, "none", "one");
        }
        return facts.wrong()
                .map(fact -> Disagreement.ofRun(MANIFEST, fact.quantity(), fact.recorded(), fact.recomputed()));
    }

    /** Whether the counts of spikes and arrivals follow from the network alone, or the run has not finished. */
    boolean knowsCounts() {
        return isGraded || manifest.status() != RunStatus.FINISHED;
    }

    private Optional<Disagreement> tables() {
        Map<String, Thinning> wanted = new LinkedHashMap<>();
        wanted.put("spikes", plan.spikes());
        wanted.put("arrivals", plan.arrivals());
        wanted.put("rewards", plan.rewards());
        wanted.put("weights", new Thinning.All());
        wanted.put("progress", new Thinning.All());
        return wanted.entrySet().stream()
                .filter(table -> hasEnded && manifest.cycleWork().cyclesDone() > 0)
                .filter(table -> !(table.getValue() instanceof Thinning.None))
                .map(table -> table.getKey() + ".parquet")
                .filter(file -> !Files.exists(run.directory().path().resolve(file)))
                .map(file -> Disagreement.ofRun(file, "table", "none", "one, which scenario.yaml asks for"))
                .findFirst();
    }

    private Optional<Disagreement> digest(List<String> notes) {
        long done = manifest.cycleWork().cyclesDone();
        if (manifest.digest().isEmpty() || done == 0) {
            notes.add("The manifest has no digest of the weights, as the run did not finish.");
            return Optional.empty();
        }
        List<WeightSnapshot> snapshots = run.snapshots();
        Optional<WeightSnapshot> last = snapshots.stream()
                .skip(Math.max(0, snapshots.size() - 1))
                .filter(end -> model.runCycle(end.opportunity(), end.cycle()) == done - 1)
                .findFirst();
        if (last.isEmpty()) {
            return Optional.of(Disagreement.after(
                    done, model, "weights.parquet", "weights at the end", "none", "those of every synapse"));
        }
        return new Facts()
                .add(DIGEST, manifest.digest().get(), WeightsDigest.of(run.weights(last.get())))
                .wrong()
                .map(fact ->
                        Disagreement.after(done, model, MANIFEST, fact.quantity(), fact.recorded(), fact.recomputed()));
    }
}
