package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.AtomicFile;
import io.dopaflow.analysis.store.ContentDigest;
import io.dopaflow.analysis.store.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A file that a scenario names, with the bytes that were read. A run keeps it, so that it is whole in itself. */
public final class InputFile {
    /** The folder of a run directory that has them. */
    static final String FOLDER = "inputs";

    private final String name;
    private final Path origin;
    private final byte[] content;

    /**
     * A file.
     *
     * @param name of the copy that a run keeps
     * @param origin where it was read
     * @param content its bytes, not to be changed any more
     */
    public InputFile(String name, Path origin, byte[] content) {
        this.name = name;
        this.origin = origin;
        this.content = content;
    }

    /** Where it was read. */
    public Path origin() {
        return origin;
    }

    /** Its bytes, not to be changed. */
    public byte[] content() {
        return content;
    }

    /** The path of the copy, relative to the run directory, as its scenario writes it. */
    public String path() {
        return FOLDER + "/" + name;
    }

    /** What sums up the names and the bytes of some files, as 64 hexadecimal digits; nothing for none. */
    public static Optional<String> digest(List<InputFile> files) {
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(ContentDigest.of(files.stream()
                        .sorted(Comparator.comparing(file -> file.name))
                        .map(file -> ContentDigest.of(file.content) + "  " + file.name + "\n")
                        .collect(Collectors.joining())));
    }

    /**
     * Writes the copy.
     *
     * @throws StorageException if it cannot be written
     */
    void copyInto(Path directory) {
        Path folder = directory.resolve(FOLDER);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StorageException(folder, "the directory cannot be made", e);
        }
        AtomicFile.write(folder.resolve(name), out -> out.write(content));
    }
}
