package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.InvalidScenarioException;

/** Where the texts of scenarios come from; {@link Catalog#source} is one. */
@FunctionalInterface
public interface ScenarioSources {

    /**
     * The text of a scenario.
     *
     * @param name as a user names it
     * @throws InvalidScenarioException if there is no such scenario, or its file cannot be read
     */
    ScenarioSource source(String name) throws InvalidScenarioException;
}
