package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.DirectoryLock;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.Folders;
import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.WrongFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is found where a new run is to be written, and the removal of an earlier run from there. Only names that a run
 * directory has are ever removed, and only if a manifest shows that a run made them, or if there are no others and no
 * manifest, as after a run that was killed when it began.
 */
final class ExistingRun {

    private static final String TABLES = FamilyTables.BY_FAMILY.values().stream()
            .flatMap(List::stream)
            .map(Table::name)
            .collect(Collectors.joining("|", "(", ")"));
    private static final Pattern OWN_FILE = Pattern.compile("(scenario\\.yaml|run\\.log|report\\.html"
            + "|" + TABLES + "\\.parquet" + "|(compare|raster|rates|states)[-\\w]*\\.(parquet|png|svg))(\\.tmp)?"
            + "|manifest\\.json\\.tmp|\\.reserve|checkpoint\\.[ab](\\.tmp)?");

    private static final Pattern OWN_FOLDER = Pattern.compile(TABLES + "\\.parts|\\.spill|" + InputFile.FOLDER);

    /** How much later than the manifest's time a process may seem to have started and still be the one that wrote it. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    private ExistingRun() {}

    /** Makes an existing directory ready for a new run of a scenario, or refuses. */
    static void clear(RunDirectory directory, boolean overwrite, String scenario) {
        Path path = directory.path();
        try {
            if (Folders.isEmpty(path)) {
                return;
            }
        } catch (IOException e) {
            throw new StorageException(path, "cannot be read", e);
        }
        if (!overwrite) {
            throw new WrongFileException(
                    path, "found a directory with files in it; allowed is a new or empty one, unless forced");
        }
        if (!ManifestJson.isManifest(directory.manifestFile()) && !isLeftover(directory, scenario)) {
            throw new WrongFileException(
                    path,
                    "found files but no manifest.json of a run; allowed is a new or empty directory, or one with a run"
                            + " (even when forced, only runs are overwritten)");
        }
        refuseIfAlive(directory);
        remove(directory);
    }

    /** A scenario file alone may be a user's own, unless it is empty, as it is at first, or the same as the new one. */
    private static boolean isLeftover(RunDirectory directory, String scenario) {
        try {
            List<Path> others = new ArrayList<>(Folders.children(directory.path()));
            others.removeIf(child -> child.endsWith(DirectoryLock.FILE));
            boolean hasScenario = others.remove(directory.scenarioFile());
            String there = hasScenario ? Files.readString(directory.scenarioFile()) : "";
            return others.stream().allMatch(ExistingRun::isOwn)
                    && (there.isEmpty()
                            || there.equals(scenario)
                            || !others.stream()
                                    .allMatch(child -> child.toString().endsWith(".tmp")));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOwn(Path child) {
        Pattern own = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) ? OWN_FOLDER : OWN_FILE;
        return own.matcher(child.getFileName().toString()).matches();
    }

    /** Removes what a run directory holds; the manifest last, so that an interrupted removal can be repeated. */
    static void remove(RunDirectory directory) {
        try {
            for (Path child : Folders.children(directory.path())) {
                if (isOwn(child) && Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    Folders.remove(child);
                } else if (isOwn(child)) {
                    Files.delete(child);
                }
            }
            Files.deleteIfExists(directory.manifestFile());
        } catch (IOException e) {
            throw new StorageException(directory.path(), "the earlier run cannot be removed", e);
        }
    }

    /** A process with the run's identifier that started after the run is some other one, that got a number used again. */
    private static void refuseIfAlive(RunDirectory directory) {
        RunManifest manifest;
        try {
            manifest = directory.manifest();
        } catch (FileException unreadable) {
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
            throw new WrongFileException(
                    directory.path(), "found a run that process " + pid + " is still writing; end it first");
        }
    }
}
