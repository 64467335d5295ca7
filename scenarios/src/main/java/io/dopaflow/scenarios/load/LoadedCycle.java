package io.dopaflow.scenarios.load;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Split;
import io.dopaflow.scenarios.schema.CycleScenario;
import io.dopaflow.scenarios.schema.DataSource;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.nio.file.Path;

/**
 * A scenario of the learning cycle that can run.
 *
 * @param scenario what was written, with every default resolved
 * @param data all samples, as they were read
 * @param model everything that decides the bits of a run
 */
public record LoadedCycle(CycleScenario scenario, DataSet data, LearningCycle model) implements LoadedScenario {

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

    /** Samples that came from a file are in the run's own. */
    @Override
    public String resolvedForRun() {
        return ScenarioSchema.resolved(scenario.with(scenario.task().kept(Path.of(DataSource.RunData.FILE))));
    }

    @Override
    public LoadedCycle cycle() {
        return this;
    }
}
