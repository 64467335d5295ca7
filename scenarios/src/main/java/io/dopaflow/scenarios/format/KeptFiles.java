package io.dopaflow.scenarios.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Files in memory: those that were given, and each that was read from another store, as it was when it was first read. So scenarios
 * can be loaded on a machine that does not have their files.
 */
public final class KeptFiles implements FileStore {
    private final FileStore behind;
    private final Map<Path, byte[]> kept;

    private KeptFiles(FileStore behind, Map<Path, byte[]> kept) {
        this.behind = behind;
        this.kept = new TreeMap<>(kept);
    }

    /** The files of this machine, of which those that are read are kept. */
    public static KeptFiles ofDisk() {
        return new KeptFiles(DISK, Map.of());
    }

    /** These files and no others. */
    public static KeptFiles of(Map<Path, byte[]> files) {
        return new KeptFiles(EMPTY, files);
    }

    /** The files so far, by their absolute paths; the bytes are not to be changed. */
    public synchronized Map<Path, byte[]> all() {
        return Map.copyOf(kept);
    }

    @Override
    public synchronized boolean isFile(Path file) {
        return kept.containsKey(file) || behind.isFile(file);
    }

    @Override
    public synchronized long size(Path file) throws IOException {
        byte[] bytes = kept.get(file);
        return bytes == null ? behind.size(file) : bytes.length;
    }

    @Override
    public InputStream open(Path file) throws IOException {
        return new ByteArrayInputStream(bytes(file));
    }

    @Override
    public <T> T onDisk(Path file, Function<Path, T> reader) throws IOException {
        if (!isFile(file)) {
            return behind.onDisk(file, reader);
        }
        byte[] bytes = bytes(file);
        return behind.isFile(file) ? behind.onDisk(file, reader) : copied(file, bytes, reader);
    }

    private synchronized byte[] bytes(Path file) throws IOException {
        byte[] bytes = kept.get(file);
        if (bytes == null) {
            try (InputStream in = behind.open(file)) {
                bytes = in.readAllBytes();
            }
            kept.put(file, bytes);
        }
        return bytes;
    }

    private static <T> T copied(Path file, byte[] bytes, Function<Path, T> reader) throws IOException {
        Path folder = Files.createTempDirectory("dopaflow-");
        Path copy = folder.resolve(String.valueOf(file.getFileName()));
        try {
            Files.copy(new ByteArrayInputStream(bytes), copy);
            return reader.apply(copy);
        } finally {
            Files.deleteIfExists(copy);
            Files.delete(folder);
        }
    }
}
