package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.analysis.run.InputFile;
import io.dopaflow.scenarios.format.Folder;
import io.dopaflow.scenarios.format.PathText;
import io.dopaflow.scenarios.format.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files that a scenario names. Each is read once, so that a run keeps the bytes that were loaded. */
public final class InputFiles {
    private static final long LARGEST = 1L << 30;

    private final Folder folder;
    private final Report report;
    private final Map<Path, byte[]> read = new LinkedHashMap<>();

    /**
     * None so far.
     *
     * @param folder what paths are relative to
     */
    public InputFiles(Folder folder, Report report) {
        this.folder = folder;
        this.report = report;
    }

    /**
     * The content of a file.
     *
     * @param path where it is
     * @param bytes not to be changed
     */
    record Content(Path path, byte[] bytes) {

        boolean isHdf5() {
            return path.toString().toLowerCase(Locale.ROOT).endsWith(".h5");
        }
    }

    /**
     * Reads a file; nothing if it cannot be used, which is reported.
     *
     * @param key the path of the key that names it
     * @throws UncheckedIOException if the system does not let it be read
     */
    Optional<Content> read(String key, String name) {
        try {
            Optional<Path> found = folder.find(key, PathText.parse(name), report);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Path path = found.get();
            if (!folder.files().isFile(path)) {
                report.wrong(key, name + ", no such file", "a file with a table");
                return Optional.empty();
            }
            long size = folder.files().size(path);
            if (size > LARGEST) {
                report.wrong(key, name + " with " + size + " bytes", "a file of up to 1 GiB");
                return Optional.empty();
            }
            return Optional.of(new Content(path, bytes(path)));
        } catch (InvalidPathException e) {
            report.wrong(key, name, e.getReason());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private byte[] bytes(Path path) throws IOException {
        byte[] bytes = read.get(path);
        if (bytes == null) {
            try (InputStream in = folder.files().open(path)) {
                bytes = in.readAllBytes();
            }
            read.put(path, bytes);
        }
        return bytes;
    }

    /**
     * Reads a file of which others have found that it can be used.
     *
     * @param path absolute
     * @throws IOException if the system does not let it be read
     */
    public InputStream open(Path path) throws IOException {
        return new ByteArrayInputStream(bytes(path));
    }

    /** The absolute path of a file. */
    public Path resolved(String name) {
        return folder.resolved(Path.of(name));
    }

    /** All that were read, with names by which a run can keep them side by side. */
    public List<InputFile> all() {
        Set<String> names = new HashSet<>();
        return read.entrySet().stream()
                .map(entry -> new InputFile(free(entry.getKey(), names), entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String free(Path path, Set<String> names) {
        String name = String.valueOf(path.getFileName());
        int dot = name.lastIndexOf('.');
        String free = name;
        for (int i = 2; !names.add(free); i++) {
            free = dot <= 0 ? name + "-" + i : name.substring(0, dot) + "-" + i + name.substring(dot);
        }
        return free;
    }
}
