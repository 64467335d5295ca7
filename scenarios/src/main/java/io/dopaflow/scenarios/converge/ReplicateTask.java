package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Replicate;
import io.dopaflow.analysis.converge.ReplicateMeter;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.cycle.Thinning;
import io.dopaflow.scenarios.batch.BatchRun;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.simulator.engine.RunFailedException;
import java.util.Optional;

/** Makes replicates, and measures each as it runs. */
record ReplicateTask(StudyPlan plan, PointTargets targets) implements BatchRun.Task<Replicate> {
    private static final Thinning NONE = new Thinning.None();
    private static final RecordingPlan WEIGHTS = new RecordingPlan(NONE, NONE, NONE, new Thinning.All(), 1, 1);

    @Override
    public Optional<Replicate> run(int member, MemberEngine engine) throws RunFailedException, InterruptedException {
        StudyPoint point = plan.points().get(plan.point(member));
        try {
            LearningCycle model = point.replicate(member % plan.replicates());
            ReplicateMeter meter = new ReplicateMeter(targets.begin(point.number()), model, plan.literal());
            return engine.run(model, WEIGHTS, new Measuring(meter, model.schedule()))
                    .map(end -> meter.result());
        } finally {
            targets.end(point.number());
        }
    }

    /** Passes the weights after each cycle on to a meter, and keeps nothing. */
    private record Measuring(ReplicateMeter meter, CycleSchedule schedule) implements CycleRecorder {
        @Override
        public void weights(long timePs, long opportunity, int cycle, double[] theta) {
            int after = cycle + 1 - (schedule.cyclesPerOpportunity() - schedule.cycles());
            if (after >= 1) {
                meter.weights(after, theta);
            }
        }
    }
}
