package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Replicate;
import io.dopaflow.analysis.converge.ReplicateMeter;
import io.dopaflow.analysis.theory.Theory;
import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.record.Thinning;
import io.dopaflow.scenarios.batch.BatchDirectory;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.BatchRun;
import io.dopaflow.scenarios.batch.MemberEngine;
import io.dopaflow.scenarios.batch.MemberRun;
import io.dopaflow.scenarios.run.BackgroundTask;
import io.dopaflow.simulator.engine.RunFailedException;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the replicates of a study. */
public final class StudyRun {

    private StudyRun() {}

    /**
     * Starts what a directory lacks of a study, in threads of its own.
     *
     * @param path of the directory
     * @param overwrite whether what is there is replaced
     * @param theory that the replicates are compared with
     * @throws io.dopaflow.analysis.store.FileException if there is something else, another process is writing it, or
     *     it cannot be written
     */
    public static BackgroundTask<StudyOutcome> start(
            StudyPlan plan, Path path, boolean overwrite, BatchOptions options, Theory theory) {
        PointTargets targets = new PointTargets(plan.points(), theory);
        return BatchRun.start(
                BatchDirectory.open(path, plan, overwrite),
                options,
                () -> new Task(plan, targets),
                replicates -> StudyOutcome.of(plan, replicates, targets));
    }

    /**
     * Makes the replicates of a study, one by one.
     *
     * @param theory that they are compared with
     */
    public static MemberRun.Task<Replicate> task(StudyPlan plan, Theory theory) {
        return new Task(plan, new PointTargets(plan.points(), theory));
    }

    /** Makes replicates, and measures each as it runs. */
    private record Task(StudyPlan plan, PointTargets targets) implements MemberRun.Task<Replicate> {
        private static final Thinning NONE = new Thinning.None();
        private static final RecordingPlan WEIGHTS = new RecordingPlan(NONE, NONE, NONE, new Thinning.All(), 1, 1);

        @Override
        public Optional<Replicate> run(int member, MemberEngine engine)
                throws RunFailedException, InterruptedException {
            StudyPlan.Point point = plan.points().get(plan.point(member));
            try {
                LearningCycle model = point.replicate(member % plan.replicates());
                ReplicateMeter meter = new ReplicateMeter(targets.begin(point.number()), model, plan.literal());
                return engine.run(
                                model,
                                WEIGHTS,
                                new Measuring(
                                        meter,
                                        model.schedule(),
                                        new double[model.network().synapseCount()]))
                        .map(end -> meter.result());
            } finally {
                targets.end(point.number());
            }
        }

        /** Passes the weights after each cycle on to a meter, and keeps nothing. */
        private record Measuring(ReplicateMeter meter, CycleSchedule schedule, double[] theta)
                implements CycleRecorder {
            @Override
            public void weights(long timePs, long opportunity, int cycle, double[] weights) {
                int after = cycle + 1 - (schedule.cyclesPerOpportunity() - schedule.cycles());
                if (after >= 1) {
                    LogWeights.write(weights, theta);
                    meter.weights(after, theta);
                }
            }
        }
    }
}
