package io.dopaflow.scenarios.exchange;

import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is to be written.
 *
 * @param name relative to the folder of all of them, with / between folders
 * @param content what is in it
 */
public record DataFile(String name, AtomicFile.Content content) {

    /**
     * Writes it into the folder of all of them, and makes that where it is not there.
     *
     * @throws StorageException if it cannot be written
     */
    public void writeInto(Path folder) {
        Path file = folder.resolve(name);
        Path own = file.resolveSibling("");
        try {
            Files.createDirectories(own);
        } catch (IOException e) {
            throw new StorageException(own, "the directory cannot be made", e);
        }
        AtomicFile.write(file, content);
    }
}
