package io.dopaflow.analysis.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is found where a new run is to be written, and the removal of an earlier run from there. Only names that a run
 * directory has are ever removed, and only if a manifest shows that a run made them.
 */
final class ExistingRun {

    private static final String TABLES =
            Arrays.stream(RunTable.values()).map(RunTable::text).collect(Collectors.joining("|", "(", ")"));

    private static final Pattern OWN_FILE = Pattern.compile("(scenario\\.yaml|run\\.log|report\\.html"
            + "|" + TABLES + "\\.parquet" + "|(compare|raster)[-\\w]*\\.(parquet|png|svg))(\\.tmp)?"
            + "|manifest\\.json\\.tmp|\\.reserve|checkpoint\\.[ab](\\.tmp)?");

    private static final Pattern OWN_FOLDER = Pattern.compile(TABLES + "\\.parts|\\.spill");

    private static final Pattern OWN_CONTENT = Pattern.compile("part-\\d+\\.parquet(\\.tmp)?|duckdb_temp.*");

    /** How much later than the manifest's time a process may seem to have started and still be the one that wrote it. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private ExistingRun() {}

    /** Makes an existing directory ready for a new run, or refuses. */
    static void clear(RunDirectory directory, boolean overwrite) {
        Path path = directory.path();
        boolean empty;
        try {
            empty = isEmpty(path);
        } catch (IOException e) {
            throw new RunDirectoryException(path, "cannot be read", e);
        }
        if (empty) {
            return;
        }
        if (!overwrite) {
            throw new RunDirectoryException(
                    path, "found a directory with files in it; allowed is a new or empty one, unless forced");
        }
        if (!ManifestJson.isManifest(directory.manifestFile())) {
            throw new RunDirectoryException(
                    path,
                    "found files but no manifest.json of a run; allowed is a new or empty directory, or one with a run"
                            + " (even when forced, only runs are overwritten)");
        }
        refuseIfAlive(directory);
        RunDirectoryException failure = new RunDirectoryException(path, "the earlier run cannot be removed");
        remove(directory, failure);
        if (failure.getSuppressed().length > 0) {
            throw new RunDirectoryException(path, "the earlier run cannot be removed", failure.getSuppressed()[0]);
        }
    }

    /** Whether nothing is in it, or only its lock. */
    static boolean isEmpty(Path directory) throws IOException {
        return children(directory).stream()
                .allMatch(child -> child.getFileName().toString().equals(DirectoryLock.FILE));
    }

    /** Removes what a run directory holds; the manifest last, so that an interrupted removal can be repeated. */
    static void remove(RunDirectory directory, RunDirectoryException reason) {
        try {
            for (Path child : children(directory.path())) {
                String name = child.getFileName().toString();
                boolean folder = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
                if (folder && OWN_FOLDER.matcher(name).matches()) {
                    removeFolder(child);
                } else if (!folder && OWN_FILE.matcher(name).matches()) {
                    Files.delete(child);
                }
            }
            Files.deleteIfExists(directory.manifestFile());
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /** Removes a folder of parts or of spilled data, but not what somebody else has put there. */
    static void removeFolder(Path folder) throws IOException {
        for (Path child : children(folder)) {
            if (OWN_CONTENT.matcher(child.getFileName().toString()).matches()) {
                Files.delete(child);
            }
        }
        if (isEmpty(folder)) {
            Files.delete(folder);
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return new ArrayList<>(entries.toList());
        }
    }

    /** A process with the run's identifier that started after the run is some other one, that got a number used again. */
    private static void refuseIfAlive(RunDirectory directory) {
        RunManifest manifest;
        try {
            manifest = directory.manifest();
        } catch (RunDirectoryException unreadable) {
            return;
        }
        requireEnded(directory, manifest);
    }

    /** Refuses a run that another process is still writing. */
    static void requireEnded(RunDirectory directory, RunManifest manifest) {
        long pid = manifest.environment().pid();
        if (manifest.status() != RunStatus.RUNNING
                || pid == ProcessHandle.current().pid()) {
            return;
        }
        boolean alive = ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .filter(start -> start.isBefore(manifest.latestStart().plus(CLOCK_TOLERANCE)))
                .isPresent();
        if (alive) {
            throw new RunDirectoryException(
                    directory.path(), "found a run that process " + pid + " is still writing; end it first");
        }
    }
}
