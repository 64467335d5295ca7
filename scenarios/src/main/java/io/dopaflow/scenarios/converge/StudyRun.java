package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.theory.Theory;
import io.dopaflow.scenarios.batch.BatchDirectory;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.BatchRun;
import io.dopaflow.scenarios.run.BackgroundTask;
import java.nio.file.Path;

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
                missing -> {
                    missing.forEach(member -> targets.await(plan.point(member)));
                    return new ReplicateTask(plan, targets);
                },
                replicates -> StudyOutcome.of(plan, replicates, targets));
    }
}
