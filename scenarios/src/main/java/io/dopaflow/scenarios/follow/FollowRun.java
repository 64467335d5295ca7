package io.dopaflow.scenarios.follow;

import io.dopaflow.scenarios.batch.BatchDirectory;
import io.dopaflow.scenarios.batch.BatchOptions;
import io.dopaflow.scenarios.batch.BatchOutcome;
import io.dopaflow.scenarios.batch.BatchRun;
import io.dopaflow.scenarios.run.BackgroundTask;
import java.nio.file.Path;

/** Follows rules. */
public final class FollowRun {

    private FollowRun() {}

    /**
     * Starts what a directory lacks of a plan, in threads of its own.
     *
     * @param path of the directory
     * @param overwrite whether what is there is replaced
     * @throws io.dopaflow.analysis.store.FileException if there is something else, another process is writing it, or
     *     it cannot be written
     */
    public static BackgroundTask<BatchOutcome<Followed>> start(
            FollowPlan plan, Path path, boolean overwrite, BatchOptions options) {
        return BatchRun.start(
                BatchDirectory.open(path, plan, overwrite),
                options,
                () -> (member, engine) -> plan.learner(member).follow(plan.way(member), plan.epochs(), engine),
                outcome -> outcome);
    }
}
