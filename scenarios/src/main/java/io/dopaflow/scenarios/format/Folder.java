package io.dopaflow.scenarios.format;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What paths in a scenario are relative to.
 *
 * @param path of the folder
 * @param isClosed whether the files that a scenario names must lie in it: for a scenario that somebody else sends
 * @param files where files are read
 */
public record Folder(Path path, boolean isClosed, FileStore files) {

    /** A folder whose scenarios may name any file. */
    public static Folder open(Path path) {
        return new Folder(path, false, FileStore.DISK);
    }

    /** A folder of this machine whose scenarios may name no file elsewhere. */
    public static Folder closed(Path path) {
        return new Folder(path, true, FileStore.DISK);
    }

    /** The same folder, of which files are read elsewhere. */
    public Folder in(FileStore store) {
        return new Folder(path, isClosed, store);
    }

    /** The absolute path of what a scenario names. */
    public Path resolved(Path name) {
        return path.resolve(name).toAbsolutePath().normalize();
    }

    /**
     * The absolute path of a file that may be read; nothing if the folder is closed and the file lies elsewhere, also by way of a
     * link, which is reported.
     *
     * @param key the path of the key that names it
     */
    public Optional<Path> find(String key, Path name, Report report) {
        Path file = resolved(name);
        if (isClosed && !isInside(file)) {
            report.wrong(key, name + ", which is elsewhere", "a file in the folder of the laboratory");
            return Optional.empty();
        }
        return Optional.of(file);
    }

    private boolean isInside(Path file) {
        Path inside = path.toAbsolutePath().normalize();
        try {
            return file.startsWith(inside)
                    && (Files.notExists(file) || file.toRealPath().startsWith(inside.toRealPath()));
        } catch (IOException e) {
            return false;
        }
    }
}
