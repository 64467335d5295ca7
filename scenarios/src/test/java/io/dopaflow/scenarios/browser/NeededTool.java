package io.dopaflow.scenarios.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Programs beside Java that some tests need. Where one is missing, these tests are left out, and the build says so; where the
 * environment variable DOPAFLOW_REQUIRE_TOOLS is 1, as in {@code .ci/run}, they fail instead.
 */
public final class NeededTool {
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

    private NeededTool() {}

    /**
     * The program of that name in the search path.
     *
     * @param packages of Debian that have it
     * @param tests what is left out without it
     */
    public static Path program(String name, String packages, String tests) {
        Optional<Path> found = Arrays.stream(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        require(found.isPresent(), name + " was not found; install Debian's " + packages, tests);
        return found.orElseThrow();
    }

    /**
     * Leaves the tests that are running out, or fails them, if what they need is not there.
     *
     * @param cure what is missing, and how to get it
     * @param tests what is left out without it
     */
    public static void require(boolean isThere, String cure, String tests) {
        if (isThere) {
            return;
        }
        String message = "LEFT OUT: " + tests + ": " + cure;
        if ("1".equals(System.getenv("DOPAFLOW_REQUIRE_TOOLS"))) {
            throw new AssertionFailedError(message + " (DOPAFLOW_REQUIRE_TOOLS=1)");
        }
        if (TOLD.add(message)) {
            System.out.println(message);
        }
        throw new TestAbortedException(message);
    }
}
