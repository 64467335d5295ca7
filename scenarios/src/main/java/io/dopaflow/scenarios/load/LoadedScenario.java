package io.dopaflow.scenarios.load;

import io.dopaflow.analysis.run.InputFile;
import io.dopaflow.scenarios.format.InvalidScenarioException;
import io.dopaflow.scenarios.schema.Scenario;
import io.dopaflow.scenarios.schema.ScenarioSchema;
import java.util.List;

/** A scenario of either family that can run. */
public sealed interface LoadedScenario permits LoadedCycle, LoadedNetwork, LoadedPhased {

    /** What was written, with every default resolved. */
    Scenario scenario();

    /** The scenario as YAML, with every default written out. Loading it gives an equal scenario. */
    default String resolved() {
        return ScenarioSchema.resolved(scenario());
    }

    /** The YAML for the directory of a run, which does not depend on files elsewhere. */
    String resolvedForRun();

    /** The files that the scenario names and that its runs keep, as they were read. */
    default List<InputFile> inputs() {
        return List.of();
    }

    /**
     * The same as a scenario of the learning cycle.
     *
     * @throws InvalidScenarioException if it belongs to another family
     */
    LoadedCycle cycle() throws InvalidScenarioException;
}
