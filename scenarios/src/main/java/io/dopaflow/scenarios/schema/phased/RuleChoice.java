package io.dopaflow.scenarios.schema.phased;

import java.nio.file.Path;

/** A learning rule, as a scenario says which. */
public sealed interface RuleChoice permits RuleChoice.BuiltIn, RuleChoice.InFile, RuleSettings {

    /**
     * A rule that comes with Dopaflow.
     *
     * @param name its name
     */
    record BuiltIn(String name) implements RuleChoice {}

    /**
     * A rule in a file.
     *
     * @param path of the file, relative to the folder of the scenario
     */
    record InFile(Path path) implements RuleChoice {}
}
