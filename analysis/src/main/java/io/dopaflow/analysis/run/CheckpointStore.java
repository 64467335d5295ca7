package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints of a run directory: the newest and the one before it, in two files that are written in turn. So there
 * is a whole one at any moment from the first on, whatever happens to the other. For one thread.
 */
public final class CheckpointStore {
    private static final List<String> NAMES = List.of("checkpoint.a", "checkpoint.b");

    private final Path directory;
    private Optional<Path> replaced = Optional.empty();

    /**
     * What was found.
     *
     * @param newest checkpoint of those that can be used; empty if none can
     * @param refused why others cannot, with their files
     */
    public record Found(Optional<Checkpoint> newest, List<String> refused) {
        /** Copies the reasons. */
        public Found {
            refused = List.copyOf(refused);
        }
    }

    /** The checkpoints in a run directory. */
    public CheckpointStore(Path directory) {
        this.directory = directory;
    }

    /** Whether there are any files of checkpoints, whole or not. */
    public boolean isPresent() {
        return files().stream().anyMatch(Files::exists);
    }

    /** Looks for checkpoints of that origin. */
    public Found find(Checkpoint.Origin origin) {
        Optional<Checkpoint> newest = Optional.empty();
        List<String> refused = new ArrayList<>();
        for (Path file : files()) {
            if (Files.exists(file)) {
                try {
                    Checkpoint checkpoint = CheckpointFile.read(file, origin);
                    if (newest.isEmpty() || checkpoint.steps() > newest.get().steps()) {
                        newest = Optional.of(checkpoint);
                        replaced = otherThan(file);
                    }
                } catch (FileException e) {
                    refused.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return new Found(newest, refused);
    }

    /**
     * Writes a checkpoint in the place of the older one.
     *
     * @throws StorageException if it cannot be written; those there were stay
     */
    void write(Checkpoint checkpoint) {
        if (replaced.isEmpty()) {
            find(checkpoint.origin());
        }
        Path file = replaced.orElse(files().get(0));
        CheckpointFile.write(file, checkpoint);
        replaced = otherThan(file);
    }

    /**
     * Removes all, when the run has finished.
     *
     * @throws StorageException if one cannot be removed
     */
    public void clear() {
        for (Path file : files()) {
            RunDirectory.remove(file);
            RunDirectory.remove(AtomicFile.temporary(file));
        }
    }

    private Optional<Path> otherThan(Path file) {
        return files().stream().filter(other -> !other.equals(file)).findFirst();
    }

    private List<Path> files() {
        return NAMES.stream().map(directory::resolve).toList();
    }
}
