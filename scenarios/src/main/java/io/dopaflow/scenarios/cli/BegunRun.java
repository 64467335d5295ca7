package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.run.ResumableRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that the same command has begun before, and that did not come to its end.
 *
 * @param resumable how it can be gone on with; empty if it was killed before its first checkpoint, so that it begins anew
 */
record BegunRun(Optional<ResumableRun> resumable) {

    /** What is in a directory of a scenario; nothing if it is anything else. */
    static Optional<BegunRun> find(@Nullable Path directory, LoadedScenario scenario) {
        if (directory == null || !Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try {
            RunManifest manifest = RunDirectory.of(directory).manifest();
            if (!manifest.scenarioDigest().equals(ContentDigest.of(scenario.resolvedForRun()))) {
                return Optional.empty();
            }
            return of(directory, manifest);
        } catch (FileException e) {
            return Optional.empty();
        }
    }

    private static Optional<BegunRun> of(Path directory, RunManifest manifest) {
        try {
            return Optional.of(new BegunRun(Optional.of(ResumableRun.open(directory))));
        } catch (FileException e) {
            return manifest.status() == RunStatus.RUNNING
                    ? Optional.of(new BegunRun(Optional.empty()))
                    : Optional.empty();
        }
    }
}
