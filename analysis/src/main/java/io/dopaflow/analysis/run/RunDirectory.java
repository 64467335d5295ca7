package io.dopaflow.analysis.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory that a run leaves behind, and the names of the files in it.
 *
 * <p>{@link #create} makes one, with manifest and scenario; from then on it says that the run is going on. A
 * {@link RunWriter} fills the tables. {@link #write(RunManifest)} at the end says how the run ended.
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
     * Makes a run directory, with its parents, and writes scenario and manifest into it. Nothing is left when this fails.
     *
     * @param path a directory that does not exist or is empty
     * @param overwrite whether a directory with an earlier run may be used again: what that run left is removed, other
     *     files stay
     * @param manifest of the run that starts
     * @param scenario text of {@code scenario.yaml}
     * @throws RunDirectoryException if the path is no directory, or holds files and {@code overwrite} is false, or holds
     *     files but no run, or a run that a living process is still writing, or cannot be written
     */
    public static RunDirectory create(Path path, boolean overwrite, RunManifest manifest, String scenario) {
        RunDirectory directory = new RunDirectory(path, make(path));
        try {
            ExistingRun.clear(directory, overwrite);
        } catch (RunDirectoryException e) {
            directory.removeMade(e);
            throw e;
        }
        try {
            // Two runs may find the same empty directory: who makes this file has it.
            Files.createFile(directory.scenarioFile());
        } catch (IOException e) {
            RunDirectoryException failure = new RunDirectoryException(path, "cannot be taken for this run", e);
            directory.removeMade(failure);
            throw failure;
        }
        try {
            AtomicFile.write(directory.scenarioFile(), scenario.getBytes(StandardCharsets.UTF_8));
            directory.write(manifest);
            directory.reserve();
            return directory;
        } catch (IOException e) {
            RunDirectoryException failure = new RunDirectoryException(path, "cannot write the run directory", e);
            directory.discard();
            throw failure;
        } catch (RunDirectoryException e) {
            directory.discard();
            throw e;
        }
    }

    /**
     * The directory of a run that exists.
     *
     * @throws RunDirectoryException if the path is no directory or has no manifest
     */
    public static RunDirectory of(Path path) {
        if (!Files.isDirectory(path)) {
            throw new RunDirectoryException(path, "found no such directory; allowed is the directory of a run");
        }
        RunDirectory directory = new RunDirectory(path, List.of());
        if (!Files.isRegularFile(directory.manifestFile())) {
            throw new RunDirectoryException(path, "found no manifest.json in it; allowed is the directory of a run");
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

    /** The log of the run. */
    public Path logFile() {
        return path.resolve("run.log");
    }

    /**
     * The manifest as it stands in the file.
     *
     * @throws RunDirectoryException if it is missing, damaged, or of a newer format
     */
    public RunManifest manifest() {
        return ManifestJson.read(manifestFile());
    }

    /**
     * Replaces the manifest, atomically. For the manifest of a run that has ended some space on the disk was kept free.
     *
     * @throws RunDirectoryException if it cannot be written; the former one stays
     */
    public void write(RunManifest manifest) {
        if (manifest.status() != RunStatus.RUNNING) {
            release();
        }
        ManifestJson.write(manifestFile(), manifest);
    }

    /**
     * Opens the directory of a run that has not finished, to go on with it: brings the tables back to where they were at
     * the checkpoint, and says that the run is going on. When this is interrupted, it can be done again.
     *
     * @param resumed the manifest from now on
     * @param checkpoint from which the run goes on
     * @param kept which rows belong to its cycles
     * @throws RunDirectoryException if a living process is still writing the run, or the directory cannot be written
     */
    public void reopen(RunManifest resumed, Checkpoint checkpoint, KeptRows kept) {
        requireEnded();
        write(resumed);
        try {
            reserve();
        } catch (IOException e) {
            throw new RunDirectoryException(path, "cannot write the run directory", e);
        }
        new Rewind(this, kept.before(checkpoint.cycles())).tables();
    }

    /**
     * Does nothing if no living process is writing the run.
     *
     * @throws RunDirectoryException if one is, other than this one
     */
    public void requireEnded() {
        ExistingRun.requireEnded(this, manifest());
    }

    /**
     * Removes what the run has written, and the directories made for it as far as nobody else has put anything there:
     * for a run that fails before it starts.
     */
    public void discard() {
        RunDirectoryException failure = new RunDirectoryException(path, "cannot remove the run directory");
        ExistingRun.remove(this, failure);
        removeMade(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    /** The finished file of a table. */
    Path tableFile(RunTable table) {
        return path.resolve(table.text() + ".parquet");
    }

    /** The folder of a table's parts while the run goes on. */
    Path partsFolder(RunTable table) {
        return path.resolve(table.text() + ".parts");
    }

    /** The folder into which DuckDB moves what does not fit into its memory. */
    Path spillFolder() {
        return path.resolve(".spill");
    }

    /** Takes space on the disk: with bytes that no file system can compress. */
    private void reserve() throws IOException {
        ByteBuffer content = ByteBuffer.allocate(RESERVE_BYTES);
        byte[] block = {};
        while (content.hasRemaining()) {
            block = ContentDigest.sha256().digest(block);
            content.put(block, 0, Math.min(block.length, content.remaining()));
        }
        Files.write(reserveFile(), content.array());
    }

    private void release() {
        try {
            Files.deleteIfExists(reserveFile());
        } catch (IOException e) {
            throw new RunDirectoryException(reserveFile(), "cannot be removed", e);
        }
    }

    private Path reserveFile() {
        return path.resolve(".reserve");
    }

    private static List<Path> make(Path path) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new RunDirectoryException(path, "found a file; allowed is a new or empty directory");
        }
        List<Path> missing = new ArrayList<>();
        for (Path ancestor = path.toAbsolutePath().normalize();
                ancestor != null && !Files.exists(ancestor);
                ancestor = ancestor.getParent()) {
            missing.add(ancestor);
        }
        List<Path> made = new ArrayList<>();
        for (int i = missing.size() - 1; i >= 0; i--) {
            try {
                Files.createDirectory(missing.get(i));
                made.add(0, missing.get(i));
            } catch (FileAlreadyExistsException anotherRunMadeIt) {
                // Whether it can be used is found out below, as for any directory that was there.
            } catch (IOException e) {
                RunDirectoryException failure =
                        new RunDirectoryException(path, "the directory cannot be made; choose another place", e);
                new RunDirectory(path, made).removeMade(failure);
                throw failure;
            }
        }
        return made;
    }

    private void removeMade(RunDirectoryException reason) {
        for (Path directory : made) {
            try {
                if (!ExistingRun.isEmpty(directory)) {
                    return;
                }
                Files.delete(directory);
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }
}
