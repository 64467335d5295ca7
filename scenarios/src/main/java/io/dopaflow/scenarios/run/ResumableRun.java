package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.Checkpoint;
import io.dopaflow.analysis.run.CheckpointStore;
import io.dopaflow.analysis.run.ContentDigest;
import io.dopaflow.analysis.run.KeptRows;
import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunDirectoryException;
import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.scenarios.schema.load.LoadedScenario;
import io.dopaflow.scenarios.schema.load.ScenarioLoader;
import io.dopaflow.scenarios.schema.problem.InvalidScenarioException;
import io.dopaflow.simulator.recording.RecordingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

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

    /** Whose failure need not come again. A neuron, a synapse or the reward system would fail just as before. */
    private static final Set<String> SURROUNDINGS =
            Set.of("recorder", "checkpoint", "engine", "actor system", "population engine");

    /** Copies the list. */
    public ResumableRun {
        refused = List.copyOf(refused);
    }

    /**
     * Looks at a run directory; changes nothing.
     *
     * @throws RunDirectoryException if it is none, or the run has finished, or still goes on, or failed in a way that would
     *     come again, or its scenario or data are no longer what they were, or there is no checkpoint that can be used
     */
    public static ResumableRun open(Path path) {
        RunDirectory directory = RunDirectory.of(path);
        RunManifest manifest = directory.manifest();
        requireUnfinished(path, manifest);
        directory.requireEnded();
        LoadedScenario scenario = unchangedScenario(directory, manifest);
        CheckpointStore.Found found =
                new CheckpointStore(directory.path()).find(RunCheckpoints.originOf(manifest, scenario.experiment()));
        Checkpoint checkpoint = found.newest()
                .orElseThrow(() -> new RunDirectoryException(
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
            throw new RunDirectoryException(
                    path, "found a run that has finished; allowed is one that was cancelled, killed or crashed");
        }
        manifest.failure()
                .filter(failure -> !SURROUNDINGS.contains(failure.culprit()))
                .ifPresent(failure -> {
                    throw new RunDirectoryException(
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
                throw new RunDirectoryException(
                        directory.scenarioFile(), "was changed since the run started; it would end otherwise");
            }
            LoadedScenario scenario = ScenarioLoader.load(directory.scenarioFile(), List.of());
            if (!DataDigest.of(scenario.data()).equals(manifest.dataDigest())) {
                throw new RunDirectoryException(
                        directory.path(),
                        "the data set " + scenario.data().name()
                                + " was changed since the run started; it would end otherwise");
            }
            return scenario;
        } catch (InvalidScenarioException e) {
            throw new RunDirectoryException(
                    directory.path(),
                    "its scenario cannot be loaded any more: " + e.problems().get(0));
        } catch (IOException e) {
            throw new RunDirectoryException(directory.scenarioFile(), "cannot be read", e);
        }
    }

    /** Brings the directory back to the checkpoint, with this manifest. */
    void reopen(RunManifest resumed) {
        Experiment experiment = scenario.experiment();
        RecordingPlan plan = scenario.recordingPlan();
        int cycles = experiment.rule().cyclesPerOpportunity();
        long last = checkpoint.cycles() - 1;
        boolean lastWeights = plan.weightsAfter(experiment.opportunityOf(last), experiment.cycleOf(last), cycles - 1);
        directory.reopen(resumed, checkpoint, new KeptRows(cycles, plan.epoch(), lastWeights));
    }
}
