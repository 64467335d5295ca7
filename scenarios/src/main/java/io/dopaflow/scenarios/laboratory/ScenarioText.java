package io.dopaflow.scenarios.laboratory;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.store.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scenario of a run as it was resolved. */
final class ScenarioText {
    private ScenarioText() {}

    /** Its text. */
    static String of(Path run) {
        Path file = RunDirectory.of(run).scenarioFile();
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw FileException.reading(file, "not found", e);
        }
    }
}
