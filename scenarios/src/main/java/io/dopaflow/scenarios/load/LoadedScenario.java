package io.dopaflow.scenarios.load;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.scenarios.schema.Scenario;
import io.dopaflow.scenarios.schema.ScenarioSchema;

/**
 * A scenario that can run.
 *
 * @param scenario what was written, with every default resolved
 * @param data all samples, as they were read
 * @param model everything that decides the bits of a run
 */
public record LoadedScenario(Scenario scenario, DataSet data, LearningCycle model) {

    /**
     * What an engine is to record.
     *
     * @return the plan; its epoch is once through all training samples, in a very long run several times
     */
    public RecordingPlan recordingPlan() {
        return RecordingPlans.of(scenario.record(), RecordingPlans.Size.of(model));
    }

    /**
     * The scenario as a file, with every default written out. Loading it gives an equal scenario.
     *
     * @return YAML
     */
    public String resolved() {
        return ScenarioSchema.resolved(scenario);
    }
}
