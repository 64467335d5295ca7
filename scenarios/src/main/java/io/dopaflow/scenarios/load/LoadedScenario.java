package io.dopaflow.scenarios.load;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Split;
import io.dopaflow.scenarios.schema.DataSource;
import io.dopaflow.scenarios.schema.Scenario;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.nio.file.Path;

/**
 * A scenario that can run.
 *
 * @param scenario what was written, with every default resolved
 * @param data all samples, as they were read
 * @param model everything that decides the bits of a run
 */
public record LoadedScenario(Scenario scenario, DataSet data, LearningCycle model) {

    /**
     * What an engine is to record. The epoch is once through all training samples, in a very long run several times.
     */
    public RecordingPlan recordingPlan() {
        return RecordingPlans.of(scenario.record(), RecordingPlans.Size.of(model));
    }

    /** For each of {@link #data}, whether it is held out and not trained on. */
    public boolean[] heldOut() {
        return Split.heldOut(data, scenario.task().heldOut(), model.streams());
    }

    /** The YAML for the directory of a run: samples that came from a file are in the run's own. */
    public String resolvedForRun() {
        return ScenarioSchema.resolved(scenario.with(scenario.task().kept(Path.of(DataSource.RunData.FILE))));
    }

    /** The scenario as YAML, with every default written out. Loading it gives an equal scenario. */
    public String resolved() {
        return ScenarioSchema.resolved(scenario);
    }
}
