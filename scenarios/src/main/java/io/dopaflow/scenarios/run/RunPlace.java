package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.RunDirectory;
import io.dopaflow.analysis.run.RunManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where a run goes that was told no directory: {@code runs/<name>-<yyyyMMdd-HHmmss>}, numbered where that is taken. */
final class RunPlace {
    private static final Path HOME = Path.of("runs");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private RunPlace() {}

    /** Makes the directory of a new run. */
    static RunDirectory create(RunOptions options, RunManifest manifest, String scenario) {
        if (options.directory().isPresent()) {
            return RunDirectory.create(options.directory().get(), options.overwrite(), manifest, scenario);
        }
        return RunDirectory.create(
                free(manifest.name() + "-" + SECOND.format(LocalDateTime.now(ZoneId.systemDefault()))),
                false,
                manifest,
                scenario);
    }

    /** The name itself or, where something has it already, the name with the first number that is free. */
    private static Path free(String name) {
        Path path = HOME.resolve(name);
        for (int number = 2; Files.exists(path); number++) {
            path = HOME.resolve(name + "-" + number);
        }
        return path;
    }
}
