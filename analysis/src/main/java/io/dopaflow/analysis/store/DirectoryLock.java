package io.dopaflow.analysis.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a directory, which one process at a time has: a lock on a file in it. The operating system takes it
 * back when the process ends, however it ends; what then stays of the file means nothing.
 */
public final class DirectoryLock implements AutoCloseable {
    /** Name of the locked file. */
    public static final String FILE = ".lock";

    /**
     * Files that this process has locked. On many systems a process loses its lock as soon as it closes the file
     * anywhere: so it must not be opened a second time.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param directory that exists
     * @throws WrongFileException if somebody else has it, in this process or in another
     * @throws StorageException if the file cannot be written
     */
    public static DirectoryLock take(Path directory) {
        try {
            Path file = directory.toRealPath().resolve(FILE);
            if (OWN.add(file)) {
                Optional<FileChannel> channel = Optional.empty();
                try {
                    channel = lock(file);
                } finally {
                    if (channel.isEmpty()) {
                        OWN.remove(file);
                    }
                }
                if (channel.isPresent()) {
                    return new DirectoryLock(file, channel.get());
                }
            }
        } catch (IOException e) {
            throw new StorageException(directory, "cannot be locked", e);
        }
        throw new WrongFileException(
                directory, "found a directory that another dopaflow is still writing; end that one first");
    }

    private static Optional<FileChannel> lock(Path file) throws IOException {
        while (true) {
            create(file);
            Optional<Object> before = identity(file);
            FileChannel channel;
            try {
                channel = FileChannel.open(file, StandardOpenOption.WRITE);
            } catch (NoSuchFileException removed) {
                continue;
            }
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            // Who had the lock may have removed the file just now: a lock on that one keeps nobody out.
            if (before.isPresent() && before.equals(identity(file))) {
                return Optional.of(channel);
            }
            channel.close();
        }
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // Locked by another process, or left behind by one that was killed.
        }
    }

    /** Tells files of the same name apart. */
    private static Optional<Object> identity(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return Optional.of(Objects.requireNonNullElse(key, FILE));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Gives it back, and removes the file. */
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StorageException(file, "cannot be removed", e);
        } finally {
            OWN.remove(file);
        }
    }
}
