package io.dopaflow.analysis.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files that appear whole or not at all: written beside their place under a temporary name, forced to the disk, moved.
 * A reader, or a crash at any moment, sees the old file or the new one.
 */
public final class AtomicFile {

    private static final String TEMPORARY = ".tmp";

    private AtomicFile() {}

    static Path temporary(Path target) {
        return target.resolveSibling(target.getFileName() + TEMPORARY);
    }

    /**
     * Writes a file, or replaces it.
     *
     * @throws IOException if it cannot be written; then the file is as it was
     */
    public static void write(Path target, byte[] content) throws IOException {
        Path temporary = temporary(target);
        try {
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            move(temporary, target);
        } catch (IOException e) {
            discard(temporary, e);
            throw e;
        }
    }

    /** Moves a file that some other code has written, after forcing it to the disk. */
    static void publish(Path temporary, Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        move(temporary, target);
    }

    private static void move(Path temporary, Path target) throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(target);
    }

    /** Without this a loss of power could undo the move, though not tear the file. */
    private static void forceFolder(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Not every system lets programs open folders; those order their changes themselves.
        }
    }

    /** Removes what an unsuccessful attempt left, without hiding why it failed. */
    static void discard(Path temporary, Throwable reason) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
