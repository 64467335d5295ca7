package io.dopaflow.analysis.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that appear whole or not at all: written beside their place under a temporary name, forced to the disk and moved.
 * A reader, or a crash at any moment, sees the old file or the new one; nothing is left of what could not be written.
 */
public final class AtomicFile {
    private static final String TEMPORARY = ".tmp";

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes it; need not close the stream. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Makes a file. */
    @FunctionalInterface
    interface Maker<E extends Exception> {
        void make(Path temporary) throws E;
    }

    /** Where a file is written until it is whole. */
    public static Path temporary(Path target) {
        return target.resolveSibling(target.getFileName() + TEMPORARY);
    }

    /**
     * Puts the file that the maker makes under the temporary name into its place.
     *
     * @throws StorageException if that cannot be done; then the file is as it was
     */
    static <E extends Exception> void replace(Path target, Maker<E> maker) throws E {
        Path temporary = temporary(target);
        try {
            maker.make(temporary);
            move(temporary, target);
        } finally {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                // Nobody takes what is left for the file, and why it was not moved must not be hidden.
            }
        }
    }

    /**
     * Writes a file, or replaces it.
     *
     * @throws StorageException if it cannot be written; then the file is as it was
     */
    public static void write(Path target, Content content) {
        try {
            replace(target, temporary -> {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                    content.writeTo(out);
                }
            });
        } catch (IOException e) {
            throw new StorageException(target, "cannot be written", e);
        }
    }

    /**
     * Writes a file of text in UTF-8, or replaces it.
     *
     * @throws StorageException if it cannot be written; then the file is as it was
     */
    public static void write(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Moves a whole file to another place of the same file system, after forcing it to the disk.
     *
     * @throws StorageException if that cannot be done; then the target is as it was
     */
    public static void move(Path whole, Path target) {
        try {
            try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StorageException(target, "cannot be written", e);
        }
        forceFolder(target);
    }

    /** Without this a loss of power could undo the move, though not tear the file. */
    private static void forceFolder(Path target) {
        try (FileChannel channel =
                FileChannel.open(target.resolveSibling("").toAbsolutePath(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system lets programs open folders; those order their changes themselves.
        }
    }
}
