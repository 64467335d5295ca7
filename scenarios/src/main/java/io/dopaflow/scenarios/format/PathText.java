package io.dopaflow.scenarios.format;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Paths as people write them, on the command line and in scenario files. */
public final class PathText {

    private PathText() {}

    /**
     * Reads a path.
     *
     * @param text a path as it was written. Empty, as by a shell variable that is not set, it would be the working
     *     directory. At its beginning a {@code ~} that no shell has replaced would be a folder of that name to Java,
     *     and the user's own to DuckDB
     * @return the path
     * @throws InvalidPathException if the text names no file, or not the one that was meant; its reason is what is
     *     allowed instead
     */
    public static Path parse(String text) {
        if (text.isBlank()) {
            throw new InvalidPathException(text, "a path that is not empty");
        }
        if (text.startsWith("~")) {
            String home = Optional.ofNullable(System.getenv("HOME")).orElse(System.getProperty("user.home"));
            String whole = text.matches("~(/.*)?") ? "such as " + home + text.substring(1) + ", " : "";
            throw new InvalidPathException(
                    text, "the whole path, " + whole + "as ~ is not expanded here; or ./" + text);
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidPathException(text, "a path that this system allows");
        }
    }
}
