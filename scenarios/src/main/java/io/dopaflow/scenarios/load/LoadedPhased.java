package io.dopaflow.scenarios.load;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Split;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.schema.DataSource;
import io.dopaflow.scenarios.schema.PhasedScenario;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.nio.file.Path;

/**
 * A scenario of phased learning that can run.
 *
 * @param scenario what was written, with every default resolved; its rule is the rule itself
 * @param data all samples, as they were read
 * @param model everything that decides the bits of a run
 */
public record LoadedPhased(PhasedScenario scenario, DataSet data, PhasedLearning model) implements LoadedScenario {

    /** What an engine is to record. The epoch is once through all training samples, in a very long run several times. */
    public PhasedPlan recordingPlan() {
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
    public LoadedCycle cycle() throws InvalidScenarioException {
        throw InvalidScenarioException.of(
                Place.of(scenario.name()),
                "model",
                PhasedLearning.FAMILY,
                LearningCycle.FAMILY + ", as this is about learning cycles");
    }
}
