package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.analysis.verify.Disagreement;
import io.dopaflow.analysis.verify.RunCheck;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.load.LoadedCycle;
import io.dopaflow.scenarios.load.ScenarioLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that was recorded, with the scenario that it executed.
 *
 * @param reader of the directory; closed with this
 * @param scenario as its {@code scenario.yaml} says
 */
public record RecordedRun(RunReader reader, LoadedCycle scenario) implements AutoCloseable {

    /**
     * Opens a run directory.
     *
     * @throws FileException if it is none, its manifest is damaged, or its scenario can no longer be loaded
     */
    public static RecordedRun open(Path directory) {
        RunReader reader = RunReader.open(directory);
        try {
            LoadedCycle scenario = ScenarioLoader.load(reader.directory().scenarioFile(), List.of())
                    .cycle();
            return new RecordedRun(reader, scenario);
        } catch (InvalidScenarioException e) {
            reader.close();
            throw new WrongFileException(
                    directory,
                    "its scenario can no longer be loaded: " + e.problems().get(0));
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** What of the run's input is no longer what its manifest says: a sentence each, none if all is as it was. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        if (!reader.scenarioIsUnchanged()) {
            changes.add("scenario.yaml was changed after the run: its digest is not the one in manifest.json");
        }
        if (!Optional.of(DataDigest.of(scenario.data()))
                .equals(reader.manifest().dataDigest())) {
            changes.add("the data set " + scenario.data().name()
                    + " was changed after the run: its digest is not the one in manifest.json");
        }
        return changes;
    }

    /**
     * What of the run does not fit, as far as can be seen without going through its cycles: a sentence each, none if all
     * fits.
     *
     * @param notes receives what could not be checked
     */
    public List<String> problems(List<String> notes) {
        List<String> changes = changes();
        return changes.isEmpty()
                ? new RunCheck(reader, scenario.model(), scenario.recordingPlan())
                        .first(notes).map(Disagreement::text).stream().toList()
                : changes;
    }

    @Override
    public void close() {
        reader.close();
    }
}
