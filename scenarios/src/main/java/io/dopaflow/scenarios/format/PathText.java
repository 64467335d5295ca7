package io.dopaflow.scenarios.format;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Paths as people write them, on the command line and in scenario files. */
public final class PathText {

    private PathText() {}

    /**
     * What is to be written instead of a text that names no file, or not the one that was meant.
     *
     * @param text a path as it was written. Empty, as by a shell variable that is not set, it would be the working
     *     directory. At its beginning a {@code ~} that no shell has replaced would be a folder of that name to Java,
     *     and the user's own to DuckDB
     * @return what is allowed; nothing if the text can be taken as it is
     */
    public static Optional<String> problem(String text) {
        if (text.isBlank()) {
            return Optional.of("a path that is not empty");
        }
        if (text.startsWith("~")) {
            String home = Optional.ofNullable(System.getenv("HOME")).orElse(System.getProperty("user.home"));
            String whole = text.matches("~(/.*)?") ? "such as " + home + text.substring(1) + ", " : "";
            return Optional.of("the whole path, " + whole + "as ~ is not expanded here; or ./" + text);
        }
        try {
            return Path.of(text).toString().contains("\0")
                    ? Optional.of("a path that this system allows")
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("a path that this system allows");
        }
    }
}
