package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Progress;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param directory what it left behind
 * @param manifest as it stands in the directory, unless that could not be written any more
 * @param start the score before the first learning opportunity; empty if the run failed before
 * @param end the score with the last weights; empty if the run failed
 * @param load how hard the recorder had to work
 */
public record RunOutcome(
        Path directory, RunManifest manifest, Optional<Progress> start, Optional<Progress> end, Load load) {

    /** Finished, failed or cancelled. */
    public RunStatus status() {
        return manifest.status();
    }

    /** What ended the run, if it failed. */
    public Optional<RunManifest.Failure> failure() {
        return manifest.failure();
    }

    /**
     * How far the recorder was behind the engine at worst.
     *
     * @param rowsWritten rows of all tables
     * @param mostRowsWaiting the longest queue that was seen, in rows
     * @param longestLagSeconds the longest time that rows were seen to have waited
     */
    public record Load(long rowsWritten, long mostRowsWaiting, double longestLagSeconds) {}
}
