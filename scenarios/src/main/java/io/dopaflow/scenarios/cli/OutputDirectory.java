package io.dopaflow.scenarios.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at a directory that is to be written before anything is done, so that it is reported with all else. */
final class OutputDirectory {

    private OutputDirectory() {}

    /** What is wrong with {@code --force} beside {@code --out}, whatever may be there. */
    static List<String> forceProblems(@Nullable Path out, boolean force) {
        return force && out == null
                ? List.of("--force: found without --out; allowed: only together with --out")
                : List.of();
    }

    /** What is wrong with the options {@code --out} and {@code --force} where a new or empty directory is asked for. */
    static List<String> problems(@Nullable Path out, boolean force) {
        if (out == null) {
            return forceProblems(out, force);
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            return List.of("--out: found the file " + out + "; allowed: a new or empty directory");
        }
        if (!force && Files.isDirectory(out) && !isEmpty(out)) {
            return List.of("--out: found the directory " + out
                    + " with files in it; allowed: a new or empty one, or --force to replace the run in it");
        }
        return List.of();
    }

    private static boolean isEmpty(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }
}
