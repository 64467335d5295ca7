package io.dopaflow.analysis.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders of this program's own, in which somebody else may have put something too. */
public final class Folders {
    private static final Pattern OWN_CONTENT = Pattern.compile("part-\\d+\\.parquet(\\.tmp)?|duckdb_temp.*");

    private Folders() {}

    /** What is in it. */
    public static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /** Whether nothing is in it, or only its lock. */
    public static boolean isEmpty(Path folder) throws IOException {
        return children(folder).stream()
                .allMatch(child -> child.getFileName().toString().equals(DirectoryLock.FILE));
    }

    /**
     * Removes a folder of parts or of spilled data, if it is there, but not what somebody else has put into it.
     *
     * @throws StorageException if it cannot be removed
     */
    public static void remove(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try {
            for (Path child : children(folder)) {
                if (OWN_CONTENT.matcher(child.getFileName().toString()).matches()) {
                    Files.delete(child);
                }
            }
            if (isEmpty(folder)) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new StorageException(folder, "cannot be removed", e);
        }
    }
}
