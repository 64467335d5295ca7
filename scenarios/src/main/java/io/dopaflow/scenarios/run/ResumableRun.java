package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.CheckpointStore;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedScenario;
import io.dopaflow.scenarios.load.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A run that did not finish and can be gone on with: it was cancelled or killed, or failed because of its surroundings.
 *
 * @param directory of the run
 * @param manifest as it stands there
 * @param scenario that it executes
 * @param checkpoint from which it goes on
 * @param refused newer checkpoints, or others, that cannot be used, a sentence each
 */
public record ResumableRun(
        RunDirectory directory,
        RunManifest manifest,
        LoadedScenario scenario,
        Checkpoint checkpoint,
        List<String> refused) {

    /** Copies the list. */
    public ResumableRun {
        refused = List.copyOf(refused);
    }

    /**
     * Looks at a run directory; changes nothing.
     *
     * @throws FileException if it is none, or the run has finished, or still goes on, or failed in a way that would
     *     come again, or its scenario or data are no longer what they were, or there is no checkpoint that can be used
     */
    public static ResumableRun open(Path path) {
        RunDirectory directory = RunDirectory.of(path);
        RunManifest manifest = directory.manifest();
        requireUnfinished(path, manifest);
        directory.requireEnded();
        LoadedScenario scenario = unchangedScenario(directory, manifest);
        CheckpointStore.Found found = new CheckpointStore(directory.path())
                .find(RunFamily.of(scenario).origin(manifest));
        Checkpoint checkpoint = found.newest()
                .orElseThrow(() -> new WrongFileException(
                        path,
                        (found.refused().isEmpty()
                                        ? "found no checkpoint in it"
                                        : "found no checkpoint that can be used (" + String.join("; ", found.refused())
                                                + ")")
                                + "; run it again from the start: dopaflow run " + directory.scenarioFile()));
        return new ResumableRun(directory, manifest, scenario, checkpoint, found.refused());
    }

    private static void requireUnfinished(Path path, RunManifest manifest) {
        if (manifest.status() == RunStatus.FINISHED) {
            throw new WrongFileException(
                    path, "found a run that has finished; allowed is one that was cancelled, killed or crashed");
        }
        manifest.failure().filter(failure -> !failure.resumable()).ifPresent(failure -> {
            throw new WrongFileException(
                    path,
                    "found a run in which " + failure.culprit() + " failed " + failure.at()
                            + " and would fail again (" + failure.message()
                            + "); allowed is one that was cancelled, killed or crashed");
        });
    }

    private static LoadedScenario unchangedScenario(RunDirectory directory, RunManifest manifest) {
        try {
            String text = Files.readString(directory.scenarioFile());
            if (!ContentDigest.of(text).equals(manifest.scenarioDigest())) {
                throw new WrongFileException(
                        directory.scenarioFile(),
                        "was changed since the run started; resuming would give another result");
            }
            LoadedScenario scenario = ScenarioLoader.load(directory.scenarioFile(), List.of());
            if (!RunFamily.of(scenario).dataDigest().equals(manifest.dataDigest())) {
                throw new WrongFileException(
                        directory.path(),
                        "its data (data.parquet, or what is in inputs) was changed since the run started; resuming would give"
                                + " another result");
            }
            return scenario;
        } catch (InvalidScenarioException e) {
            throw new WrongFileException(
                    directory.path(),
                    "its scenario can no longer be loaded: " + e.problems().get(0));
        } catch (IOException e) {
            throw FileException.reading(directory.scenarioFile(), "not found", e);
        }
    }

    /** Brings the directory back to the checkpoint, with this manifest. */
    void reopen(RunManifest resumed) {
        directory.reopen(resumed, RunFamily.of(scenario).kept(checkpoint));
    }
}
