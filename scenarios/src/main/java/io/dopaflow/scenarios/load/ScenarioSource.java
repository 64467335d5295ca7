package io.dopaflow.scenarios.load;

import java.nio.file.Path;

/**
 * The text of a scenario.
 *
 * @param text YAML
 * @param file what to call it in problems
 * @param folder what paths in it are relative to
 */
public record ScenarioSource(String text, String file, Path folder) {}
