package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.Folder;
import java.nio.file.Path;

/**
 * The text of a scenario.
 *
 * @param text YAML
 * @param file what to call it in problems
 * @param folder what paths in it are relative to
 */
public record ScenarioSource(String text, String file, Folder folder) {

    /** A scenario that may name any file. */
    public ScenarioSource(String text, String file, Path folder) {
        this(text, file, Folder.open(folder));
    }
}
