package io.dopaflow.scenarios.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The argument RUN of commands that look at a run. */
final class RunArgument {

    private RunArgument() {}

    /** What is wrong with it, as far as can be seen without reading files. */
    static List<String> problems(@Nullable Path run) {
        if (run == null) {
            return List.of();
        }
        if (!Files.exists(run)) {
            return List.of("RUN: found no directory " + run + "; allowed: the directory of a run");
        }
        if (!Files.isDirectory(run)) {
            return List.of("RUN: found the file " + run + "; allowed: the directory of a run");
        }
        return List.of();
    }

    /** The argument, which the parser has asked for. */
    static Path required(@Nullable Path run) {
        return Objects.requireNonNull(run, "RUN");
    }
}
