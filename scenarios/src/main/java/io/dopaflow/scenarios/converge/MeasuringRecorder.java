package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.ReplicateMeter;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSchedule;

/** Passes the weights after each cycle on to a meter, and keeps nothing. */
final class MeasuringRecorder implements CycleRecorder {
    private final ReplicateMeter meter;
    private final int baselineCycles;

    MeasuringRecorder(ReplicateMeter meter, CycleSchedule schedule) {
        this.meter = meter;
        this.baselineCycles = schedule.cyclesPerOpportunity() - schedule.cycles();
    }

    @Override
    public void weights(long timePs, long opportunity, int cycle, double[] theta) {
        int after = cycle + 1 - baselineCycles;
        if (after >= 1) {
            meter.weights(after, theta);
        }
    }
}
