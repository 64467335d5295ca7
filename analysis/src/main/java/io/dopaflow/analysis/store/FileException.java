package io.dopaflow.analysis.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory cannot be used. The message names it, says what was found and what is allowed; it is meant for the
 * person who started the program and needs no stack trace beside it.
 */
public abstract sealed class FileException extends RuntimeException permits StorageException, WrongFileException {
    private static final long serialVersionUID = 1L;

    /** What DuckDB says when the disk, not the file, is at fault. The system's own words after it may be in any language. */
    private static final Pattern STORAGE =
            Pattern.compile("Out of Memory Error|IO Error: (Could not (write|read from file)|Cannot open)");

    private final transient Path file;

    FileException(Path file, String problem, @Nullable Throwable cause) {
        super(file + ": " + problem, cause);
        this.file = file;
    }

    /**
     * Why a file cannot be read: it is wrong if it is missing or its content is, else the storage is at fault.
     *
     * @param file the file at fault, or the directory that it is in
     * @param ifWrong what is wrong with the file, if it is
     * @param cause what happened
     */
    public static FileException reading(Path file, String ifWrong, Exception cause) {
        Optional<Path> unreadable = cause instanceof SQLException ? unreadable(file) : Optional.empty();
        if (unreadable.isPresent()) {
            return new StorageException(
                    unreadable.get(),
                    "cannot be read",
                    new AccessDeniedException(unreadable.get().toString()));
        }
        boolean storage = cause instanceof SQLException
                ? STORAGE.matcher(String.valueOf(cause.getMessage())).find()
                : cause instanceof IOException
                        && !(cause instanceof NoSuchFileException || cause instanceof NotDirectoryException);
        return storage
                ? new StorageException(file, "cannot be read", cause)
                : new WrongFileException(file, ifWrong, cause);
    }

    /** DuckDB does not tell a file that it may not read from one that is not there. */
    private static Optional<Path> unreadable(Path file) {
        try (Stream<Path> files = Files.walk(file, 2)) {
            return files.filter(candidate -> !Files.isReadable(candidate)).findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The file or directory at fault. */
    public Path file() {
        return file;
    }

    /** What happened, in words without the file's name. */
    static String reason(Throwable cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof IOException && cause.getCause() instanceof IOException deeper) {
            return reason(deeper);
        }
        if (cause instanceof NoSuchFileException) {
            return "not found";
        }
        String message = cause instanceof FileSystemException e ? e.getReason() : cause.getMessage();
        if (message == null || message.isBlank()) {
            return "the reason is unknown";
        }
        if (message.contains("Out of Memory Error")) {
            return "no memory, or no space for temporary files, is left";
        }
        // DuckDB: its own words, the name of the file in quotation marks, those of the system.
        String words = cause instanceof SQLException
                ? message.replaceFirst("(?s)^Invalid Input Error: .*?\nError: ", "")
                        .replaceFirst("^.*\": (?=.)|^.*?Error: ", "")
                : message;
        return words.lines().findFirst().orElse(words);
    }
}
