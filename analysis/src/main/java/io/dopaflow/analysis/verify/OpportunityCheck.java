package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.OpportunityLog;
import io.dopaflow.analysis.run.RewardRow;
import io.dopaflow.analysis.run.WeightSnapshot;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import java.util.List;
import java.util.Optional;

/** Checks learning opportunities one after the other, until one disagrees. */
final class OpportunityCheck {
    private final LearningCycle model;
    private final SampleOrder order;
    private final Names names;
    private final Recomputation recomputation;
    private final CycleRecord record;
    private Optional<Disagreement> disagreement = Optional.empty();
    private Optional<RewardRow> lastReward = Optional.empty();
    private long next;
    private long opportunities;
    private long cycles;
    private long spikes;
    private long arrivals;
    private long weights;

    OpportunityCheck(LearningCycle model) {
        this.model = model;
        this.order = model.sampleOrder();
        this.names = new Names(model.network());
        this.recomputation = new Recomputation(model);
        this.record = new CycleRecord(model.network());
    }

    boolean isRefuted() {
        return disagreement.isPresent();
    }

    Optional<Disagreement> disagreement() {
        return disagreement;
    }

    /** The opportunity after the last one checked; 0 before any. */
    long nextOpportunity() {
        return next;
    }

    double[] theta() {
        return recomputation.theta();
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
        ExpectedWeights expected = new ExpectedWeights(log, lastCycle());
        long start = model.timing().startPs(model.runCycle(log.opportunity(), 0));
        Findings findings = new Findings(log.opportunity(), WeightSnapshot.START);
        Optional<double[]> recorded = expected.read(WeightSnapshot.START, start, names, findings);
        if (log.opportunity() != next && recorded.isPresent()) {
            Optional<Double> baselineLoss = lastReward
                    .filter(row -> row.opportunity() == log.opportunity() - 1)
                    .filter(row -> model.schedule().baseline().isLastLoss())
                    .map(RewardRow::loss);
            recomputation.moveTo(log.opportunity(), recorded.get(), baselineLoss);
        }
        recorded.ifPresent(theta -> compare(theta, start, findings));
        record.rewind();
        int cycle = 0;
        disagreement = findings.earliest();
        Sample sample = model.samples().training().get(order.sampleAt(log.opportunity()));
        while (disagreement.isEmpty() && cycle <= lastCycle()) {
            cycle(log, cycle++, sample, expected);
        }
        if (disagreement.isEmpty()) {
            opportunities++;
            next = log.opportunity() + 1;
        }
    }

    private void cycle(OpportunityLog log, int cycle, Sample sample, ExpectedWeights expected) {
        Findings findings = new Findings(log.opportunity(), cycle);
        record.read(log, cycle, findings);
        if (cycle == lastCycle()) {
            record.requireEnd(log, lastCycle() + 1, findings);
        }
        recomputation.cycle(log.opportunity(), cycle, sample, record, findings);
        long time = model.timing().rewardPs(model.runCycle(log.opportunity(), cycle));
        if (findings.isEmpty() && expected.contains(cycle)) {
            expected.read(cycle, time, names, findings).ifPresent(theta -> compare(theta, time, findings));
        }
        disagreement = findings.earliest();
        if (findings.isEmpty()) {
            cycles++;
            spikes += record.spikes();
            arrivals += record.arrivals();
        }
    }

    private void compare(double[] recorded, long timePs, Findings findings) {
        double[] theta = recomputation.theta();
        for (int synapse = 0; synapse < theta.length; synapse++) {
            findings.same(timePs, names.synapse(synapse), "log-weight", recorded[synapse], theta[synapse]);
        }
        weights += theta.length;
    }

    private int lastCycle() {
        return model.schedule().cyclesPerOpportunity() - 1;
    }

    /** What could not be checked. */
    List<String> notes() {
        long asRecorded = recomputation.rewardsAsRecorded();
        return asRecorded == 0
                ? List.of()
                : List.of("The rewards of " + asRecorded + " learning opportunities were taken as recorded: the "
                        + (model.schedule().baseline().isLastLoss()
                                ? "loss before was not kept."
                                : "losses before that the baseline is made of were not all kept."));
    }

    Verification.Coverage coverage(long ofOpportunities, List<String> notes) {
        return new Verification.Coverage(
                opportunities, ofOpportunities, cycles, spikes, arrivals, cycles, weights, notes);
    }
}
