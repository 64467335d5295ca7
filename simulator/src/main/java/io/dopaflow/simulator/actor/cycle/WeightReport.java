package io.dopaflow.simulator.actor.cycle;

/** The weights after one cycle, of which more and more synapses have told. */
final class WeightReport {
    private final RunGuardian.Report report;
    private int missing;

    WeightReport(RunGuardian.Report report) {
        this.report = report;
        this.missing = report.state().weights().length;
    }

    /** Takes a weight if it is of this cycle. */
    void take(RunGuardian.Weight weight) {
        if (weight.runCycle() + 1 == report.state().cycles()) {
            report.state().weights()[weight.synapse()] = weight.weight();
            missing--;
        }
    }

    boolean isComplete() {
        return missing == 0;
    }

    RunGuardian.Report report() {
        return report;
    }
}
