package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.CheckpointStore;
import io.dopaflow.analysis.run.KeptRows;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.ScenarioLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
        LoadedCycle scenario,
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
        RunManifest manifest = directory.manifest(LearningCycle.FAMILY);
        requireUnfinished(path, manifest);
        directory.requireEnded();
        LoadedCycle scenario = unchangedScenario(directory, manifest);
        CheckpointStore.Found found =
                new CheckpointStore(directory.path()).find(RunCheckpoints.originOf(manifest, scenario.model()));
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

    private static LoadedCycle unchangedScenario(RunDirectory directory, RunManifest manifest) {
        try {
            String text = Files.readString(directory.scenarioFile());
            if (!ContentDigest.of(text).equals(manifest.scenarioDigest())) {
                throw new WrongFileException(
                        directory.scenarioFile(),
                        "was changed since the run started; resuming would give another result");
            }
            LoadedCycle scenario =
                    ScenarioLoader.load(directory.scenarioFile(), List.of()).cycle();
            if (!Optional.of(DataDigest.of(scenario.data())).equals(manifest.dataDigest())) {
                throw new WrongFileException(
                        directory.path(),
                        "the data set " + scenario.data().name()
                                + " was changed since the run started; resuming would give another result");
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
        LearningCycle model = scenario.model();
        RecordingPlan plan = scenario.recordingPlan();
        int cycles = model.schedule().cyclesPerOpportunity();
        long last = checkpoint.steps() - 1;
        boolean lastWeights = plan.weightsAfter(model.opportunityOf(last), model.cycleOf(last), cycles - 1);
        directory.reopen(resumed, KeptRows.ofCycles(checkpoint.steps(), cycles, plan.epoch(), lastWeights));
    }
}
