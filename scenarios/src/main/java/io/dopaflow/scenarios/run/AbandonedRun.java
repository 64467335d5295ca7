package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.run.RunWork;
import io.dopaflow.analysis.store.DirectoryLock;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.models.record.SimulationState;
import java.nio.file.Path;
import java.util.Optional;

/** A run whose process ended without closing it, as after a kill or a loss of power. */
public final class AbandonedRun {
    private AbandonedRun() {}

    /**
     * Marks a run as failed, with what it had done at its last checkpoint, if it says that it is going on and nobody is
     * writing it. It can be resumed as before.
     *
     * @param path directory of a run
     * @return whether it was marked
     * @throws FileException if it is no run, or cannot be written
     */
    public static boolean mark(Path path) {
        RunDirectory directory = RunDirectory.of(path);
        if (directory.manifest().status() != RunStatus.RUNNING) {
            return false;
        }
        DirectoryLock lock = DirectoryLock.take(path);
        try (lock) {
            directory.requireEnded();
            RunManifest manifest = directory.manifest();
            if (manifest.status() != RunStatus.RUNNING) {
                return false;
            }
            directory.write(manifest.ended(
                    RunStatus.FAILED,
                    Optional.of(new RunManifest.Failure(
                            "the process", "while it ran", "it ended without closing the run, as after a kill", true)),
                    Optional.empty(),
                    reached(path, manifest)));
            return true;
        }
    }

    private static RunWork reached(Path path, RunManifest manifest) {
        RunWork planned = manifest.work();
        try {
            Checkpoint checkpoint = ResumableRun.open(path).checkpoint();
            SimulationState state = checkpoint.state();
            return planned.reached(
                    state.steps(), state.spikes(), state.synapticEvents(), state.messages(), checkpoint.wallSeconds());
        } catch (FileException e) {
            return planned; // Nothing is known of what it had done.
        }
    }
}
