package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.Folders;
import io.dopaflow.analysis.store.Rewind;
import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.analysis.store.WrongFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The directory that a run leaves behind, and the names of the files in it.
 *
 * <p>{@link #create} makes one, with manifest and scenario; from then on it says that the run is going on. A
 * {@link RunOutput} fills the tables. {@link #write(RunManifest)} at the end says how the run ended.
 */
public final class RunDirectory {

    /** Space for the manifest that says that the disk is full. */
    private static final int RESERVE_BYTES = 16_384;

    private final Path path;
    /** Directories that {@link #create} made, innermost first; {@link #discard} removes them again. */
    private final List<Path> made;

    private RunDirectory(Path path, List<Path> made) {
        this.path = path;
        this.made = List.copyOf(made);
    }

    /**
     * Directories of runs, the latest start first, those of one moment by name, the last first; at the end those of which that cannot
     * be read.
     */
    public static List<Path> latestFirst(List<Path> runs) {
        record Started(Instant at, Path run) {}
        return runs.stream()
                .map(run -> new Started(startOf(run), run))
                .sorted(Comparator.comparing(Started::at)
                        .thenComparing(Started::run)
                        .reversed())
                .map(Started::run)
                .toList();
    }

    private static Instant startOf(Path run) {
        try {
            return of(run).manifest().latestStart();
        } catch (FileException e) {
            return Instant.MIN; // What is wrong with it is said when it is opened.
        }
    }

    /**
     * Makes a run directory, with its parents, and writes scenario and manifest into it. Nothing is left when this fails.
     *
     * @param path a directory that does not exist or is empty
     * @param overwrite whether a directory with an earlier run may be used again: what that run left is removed, other
     *     files stay
     * @param manifest of the run that starts
     * @param scenario text of {@code scenario.yaml}
     * @param inputs the files that it names
     * @throws WrongFileException if the path is no directory, or holds files and {@code overwrite} is false, or holds files
     *     but no run, or a run that a living process is still writing
     * @throws StorageException if it cannot be written
     */
    public static RunDirectory create(
            Path path, boolean overwrite, RunManifest manifest, String scenario, List<InputFile> inputs) {
        RunDirectory directory = new RunDirectory(path, make(path));
        boolean taken = false;
        boolean done = false;
        try {
            ExistingRun.clear(directory, overwrite, scenario);
            // Two runs may find the same empty directory: who makes this file has it.
            Files.createFile(directory.scenarioFile());
            taken = true;
            directory.write(manifest);
            inputs.forEach(input -> input.copyInto(path));
            AtomicFile.write(directory.scenarioFile(), scenario);
            directory.reserve();
            done = true;
            return directory;
        } catch (FileAlreadyExistsException e) {
            throw new WrongFileException(path, "found another run that has just begun there", e);
        } catch (IOException e) {
            throw new StorageException(path, "cannot be reserved for this run", e);
        } finally {
            if (!done) {
                directory.undo(taken);
            }
        }
    }

    /** What went wrong before must not be hidden by what goes wrong here. */
    private void undo(boolean taken) {
        try {
            if (taken) {
                discard();
            } else {
                removeMade();
            }
        } catch (StorageException e) {
            // Something of the run that did not start is left.
        }
    }

    /**
     * The directory of a run that exists.
     *
     * @throws WrongFileException if the path is no directory or has no manifest
     */
    public static RunDirectory of(Path path) {
        if (Files.notExists(path) || Files.isRegularFile(path)) {
            throw new WrongFileException(path, "found no such directory; allowed is the directory of a run");
        }
        RunDirectory directory = new RunDirectory(path, List.of());
        // Where the system does not let us look, it says so when the manifest is read.
        if (Files.notExists(directory.manifestFile())) {
            throw new WrongFileException(
                    path,
                    "found no manifest.json in it; allowed is the directory of a run (one that was killed at its very start"
                            + " has none; run --out with --force replaces it)");
        }
        return directory;
    }

    /** Where the directory is. */
    public Path path() {
        return path;
    }

    /** What the run was and how it ended. */
    public Path manifestFile() {
        return path.resolve("manifest.json");
    }

    /** The scenario with every default resolved. */
    public Path scenarioFile() {
        return path.resolve("scenario.yaml");
    }

    /**
     * The text of {@code scenario.yaml}.
     *
     * @throws FileException if it is missing or cannot be read
     */
    public String scenario() {
        try {
            return Files.readString(scenarioFile());
        } catch (IOException e) {
            throw FileException.reading(scenarioFile(), "cannot be read, not found", e);
        }
    }

    /** Whether {@code scenario.yaml} is still what the digest of its manifest was computed from. */
    boolean hasScenarioOf(RunManifest manifest) {
        return ContentDigest.of(scenario()).equals(manifest.scenarioDigest());
    }

    /** The log of the run. */
    public Path logFile() {
        return path.resolve("run.log");
    }

    /**
     * The tables that a run of its family may have, whether it has any rows of them or not.
     *
     * @throws FileException as {@link #manifest()}
     */
    public List<TableFiles> tables() {
        return FamilyTables.BY_FAMILY.getOrDefault(manifest().family(), List.of()).stream()
                .map(table -> new TableFiles(path, table))
                .toList();
    }

    /**
     * The manifest as it stands in the file.
     *
     * @throws FileException if it is missing, damaged, of a newer format, or cannot be read
     */
    public RunManifest manifest() {
        return ManifestJson.read(manifestFile());
    }

    /**
     * The manifest of a run of that family, for what applies to no other.
     *
     * @throws FileException if it is of another family, missing, damaged, of a newer format, or cannot be read
     */
    public RunManifest manifest(String family) {
        RunManifest manifest = manifest();
        if (!manifest.family().equals(family)) {
            throw new WrongFileException(
                    path, "found a run of the family " + manifest.family() + "; allowed here is one of " + family);
        }
        return manifest;
    }

    /**
     * Replaces the manifest, atomically. For the manifest of a run that has ended some space on the disk was kept free.
     *
     * @throws StorageException if it cannot be written; the former one stays
     */
    public void write(RunManifest manifest) {
        if (manifest.status() != RunStatus.RUNNING) {
            remove(reserveFile());
        }
        ManifestJson.write(manifestFile(), manifest);
    }

    /**
     * Opens the directory of a run that has not finished, to go on with it: brings the tables back to where they were at
     * the checkpoint, and says that the run is going on. When this is interrupted, it can be done again.
     *
     * @param resumed the manifest from now on
     * @param kept which rows the checkpoint has from which the run goes on
     * @throws WrongFileException if a living process is still writing the run
     * @throws StorageException if the directory cannot be written
     */
    public void reopen(RunManifest resumed, KeptRows kept) {
        requireEnded();
        write(resumed);
        reserve();
        Rewind.tables(path, kept.tables(), kept.conditions());
    }

    /**
     * Does nothing if no living process is writing the run.
     *
     * @throws WrongFileException if one is, other than this one
     */
    public void requireEnded() {
        ExistingRun.requireEnded(this, manifest());
    }

    /**
     * Removes what the run has written, and the directories made for it as far as nobody else has put anything there:
     * for a run that fails before it starts.
     */
    void discard() {
        ExistingRun.remove(this);
        removeMade();
    }

    /** Takes space on the disk: with bytes that no file system can compress. */
    private void reserve() {
        ByteBuffer content = ByteBuffer.allocate(RESERVE_BYTES);
        byte[] block = {};
        while (content.hasRemaining()) {
            block = ContentDigest.sha256().digest(block);
            content.put(block, 0, Math.min(block.length, content.remaining()));
        }
        AtomicFile.write(reserveFile(), out -> out.write(content.array()));
    }

    /** Removes a file, if it is there. */
    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StorageException(file, "cannot be removed", e);
        }
    }

    private Path reserveFile() {
        return path.resolve(".reserve");
    }

    private static List<Path> make(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new WrongFileException(path, "found a file; allowed is a new or empty directory");
        }
        List<Path> missing = new ArrayList<>();
        Path ancestor = path.toAbsolutePath().normalize();
        for (; ancestor != null && !Files.exists(ancestor); ancestor = ancestor.getParent()) {
            missing.add(ancestor);
        }
        if (ancestor != null && !Files.isDirectory(ancestor)) {
            throw new WrongFileException(
                    path, "the directory cannot be made, as " + ancestor + " is a file; choose another place");
        }
        List<Path> made = new ArrayList<>();
        for (int i = missing.size() - 1; i >= 0; i--) {
            try {
                Files.createDirectory(missing.get(i));
                made.add(0, missing.get(i));
            } catch (FileAlreadyExistsException anotherRunMadeIt) {
                // Whether it can be used is found out below, as for any directory that was there.
            } catch (IOException e) {
                new RunDirectory(path, made).undo(false);
                throw new StorageException(path, "the directory cannot be made; choose another place", e);
            }
        }
        return made;
    }

    private void removeMade() {
        for (Path directory : made) {
            try {
                if (!Folders.isEmpty(directory)) {
                    return;
                }
                Files.delete(directory);
            } catch (IOException e) {
                throw new StorageException(directory, "cannot be removed", e);
            }
        }
    }
}
