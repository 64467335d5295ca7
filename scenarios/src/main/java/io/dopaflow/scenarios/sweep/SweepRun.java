package io.dopaflow.scenarios.sweep;

import io.dopaflow.scenarios.batch.BatchDirectory;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.batch.BatchRun;
import io.dopaflow.scenarios.batch.MemberRun;
import io.dopaflow.scenarios.run.BackgroundTask;
import java.nio.file.Path;

/** Makes the runs of a sweep. */
public final class SweepRun {

    private SweepRun() {}

    /**
     * Starts what a directory lacks of a sweep, in threads of its own.
     *
     * @param path of the directory
     * @param overwrite whether what is there is replaced
     * @throws io.dopaflow.analysis.store.FileException if there is something else, another process is writing it, or
     *     it cannot be written
     */
    public static BackgroundTask<BatchOutcome<RunScores>> start(
            SweepPlan plan, Path path, boolean overwrite, BatchOptions options) {
        return BatchRun.start(
                BatchDirectory.open(path, plan, overwrite), options, () -> task(plan), outcome -> outcome);
    }

    /** Makes the runs of a sweep, one by one. */
    public static MemberRun.Task<RunScores> task(SweepPlan plan) {
        return (member, engine) -> plan.family().run(plan.load(member), engine);
    }
}
