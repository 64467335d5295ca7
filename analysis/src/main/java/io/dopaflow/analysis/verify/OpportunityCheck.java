package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.OpportunityLog;
import io.dopaflow.analysis.run.RewardRow;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks learning opportunities one after the other, until one disagrees. */
final class OpportunityCheck {
    private final LearningCycle model;
    private final RecordingPlan plan;
    private final SampleOrder order;
    private final Labels labels;
    private final Recomputation recomputation;
    private final CycleRecord record;
    private Optional<Disagreement> disagreement = Optional.empty();
    private Optional<RewardRow> lastReward = Optional.empty();
    /** The opportunity after the last one checked; 0 before any. */
    private long next;

    private long opportunities;
    private long cycles;
    private long spikes;
    private long arrivals;
    private long weights;
    private long silent;
    private long takenAsRecorded;

    OpportunityCheck(LearningCycle model, RecordingPlan plan) {
        this.model = model;
        this.plan = plan;
        this.order = model.sampleOrder();
        this.labels = new Labels(model.network());
        this.record = new CycleRecord(model.network());
        this.recomputation = new Recomputation(model, record);
    }

    boolean isRefuted() {
        return disagreement.isPresent();
    }

    Optional<Disagreement> disagreement() {
        return disagreement;
    }

    /** Takes the next opportunity in order: to check it, or for the loss that the following one is compared with. */
    void accept(OpportunityLog log, boolean isToCheck) {
        if (isToCheck) {
            check(log);
        }
        lastReward = log.rewards().isEmpty()
                ? Optional.empty()
                : Optional.of(log.rewards().get(log.rewards().size() - 1));
    }

    private void check(OpportunityLog log) {
        long start = model.timing().startPs(model.runCycle(log.opportunity(), 0));
        EarliestDisagreement findings = new EarliestDisagreement(log.opportunity(), WeightSnapshot.START);
        Optional<double[]> recorded = weights(log, WeightSnapshot.START, start, findings);
        if (log.opportunity() != next && recorded.isPresent()) {
            Optional<Double> baselineLoss = lastReward
                    .filter(row -> row.opportunity() == log.opportunity() - 1)
                    .filter(row -> model.schedule().baseline().isLastLoss())
                    .map(RewardRow::loss);
            recomputation.moveTo(log.opportunity(), recorded.get(), baselineLoss);
            takenAsRecorded++;
        } else {
            recorded.ifPresent(now -> compare(now, start, findings));
        }
        record.rewind();
        int cycle = 0;
        disagreement = findings.earliest();
        Sample sample = model.samples().training().get(order.sampleAt(log.opportunity()));
        while (disagreement.isEmpty() && cycle <= lastCycle()) {
            cycle(log, cycle++, sample);
        }
        if (disagreement.isEmpty()) {
            opportunities++;
            next = log.opportunity() + 1;
        }
    }

    private void cycle(OpportunityLog log, int cycle, Sample sample) {
        EarliestDisagreement findings = new EarliestDisagreement(log.opportunity(), cycle);
        record.read(log, cycle, findings);
        if (cycle == lastCycle()) {
            record.requireEnd(log, lastCycle() + 1, findings);
        }
        recomputation.cycle(log.opportunity(), cycle, sample, findings);
        long time = model.timing().rewardPs(model.runCycle(log.opportunity(), cycle));
        boolean isRecorded =
                log.weightCycles().contains(cycle) || plan.weightsAfter(log.opportunity(), cycle, lastCycle());
        if (findings.isEmpty() && isRecorded) {
            weights(log, cycle, time, findings).ifPresent(now -> compare(now, time, findings));
        }
        disagreement = findings.earliest();
        if (findings.isEmpty()) {
            cycles++;
            spikes += record.spikes();
            arrivals += record.arrivals();
            silent += recomputation.silent();
        }
    }

    /** The recorded weights; where some are missing that is a disagreement. */
    private Optional<double[]> weights(OpportunityLog log, int cycle, long timePs, EarliestDisagreement findings) {
        Optional<double[]> recorded = log.weights(cycle);
        if (recorded.isEmpty()) {
            String subject = labels.synapse(log.firstMissing(cycle));
            findings.add(timePs, subject, "log-weight", "missing", "a row at " + timePs + " ps");
        } else {
            requireLogarithms(log.logWeights(cycle).orElseThrow(), recorded.get(), timePs, findings);
        }
        return recorded;
    }

    private void requireLogarithms(double[] theta, double[] recorded, long timePs, EarliestDisagreement findings) {
        for (int synapse = 0; synapse < theta.length; synapse++) {
            findings.same(
                    timePs, labels.synapse(synapse), "log-weight", theta[synapse], LogWeights.of(recorded[synapse]));
        }
    }

    private void compare(double[] recorded, long timePs, EarliestDisagreement findings) {
        double[] recomputed = recomputation.weights();
        for (int synapse = 0; synapse < recomputed.length; synapse++) {
            findings.same(timePs, labels.synapse(synapse), "weight", recorded[synapse], recomputed[synapse]);
        }
        weights += recomputed.length;
    }

    private int lastCycle() {
        return model.schedule().cyclesPerOpportunity() - 1;
    }

    /** What could not be checked. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (takenAsRecorded > 0) {
            notes.add("The weights were taken as recorded at the start of " + takenAsRecorded
                    + " learning opportunities: the preceding one was not kept.");
        }
        if (recomputation.rewardsAsRecorded() > 0) {
            notes.add("The rewards of " + recomputation.rewardsAsRecorded()
                    + " learning opportunities were taken as recorded: "
                    + (model.schedule().baseline().isLastLoss()
                            ? "the preceding loss was not kept."
                            : "not all of the preceding losses, which make up the baseline, were kept."));
        }
        return notes;
    }

    /** The manifest's counts, where neurons may stay silent: as far as all cycles of the run were recomputed. */
    Optional<Disagreement> counts(RunWork.OfCycles work, List<String> notes) {
        if (cycles < work.cyclesDone()) {
            notes.add(
                    "The manifest's counts of spikes and synaptic events were not checked: not every cycle was kept.");
            return Optional.empty();
        }
        return new Facts()
                .add("spikes", work.spikes(), spikes - silent)
                .add("synaptic events", work.synapticEvents(), arrivals)
                .wrong()
                .map(fact -> Disagreement.ofRun("manifest.json", fact.quantity(), fact.recorded(), fact.recomputed()));
    }

    Verification.Coverage coverage(long ofOpportunities, long ofWeights, List<String> notes) {
        return new Verification.Coverage(
                opportunities, ofOpportunities, cycles, spikes, arrivals, cycles, weights, ofWeights, notes);
    }
}
