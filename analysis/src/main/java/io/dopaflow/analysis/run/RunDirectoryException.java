package io.dopaflow.analysis.run;

import io.dopaflow.models.record.RecordingFailedException;
import java.nio.file.Path;

/**
 * A run directory cannot be created, written or read. The message names the file, what was found and what is allowed;
 * it is meant for the person who started the program and needs no stack trace beside it.
 */
public final class RunDirectoryException extends RecordingFailedException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /**
     * @param file the file or directory at fault
     * @param problem what was found there and what is allowed
     */
    public RunDirectoryException(Path file, String problem) {
        super(file + ": " + problem);
        this.file = file;
    }

    /**
     * @param file the file or directory at fault
     * @param problem what was found there and what is allowed
     * @param cause why; its message is appended
     */
    public RunDirectoryException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem + ": " + reason(cause), cause);
        this.file = file;
    }

    private RunDirectoryException(RunDirectoryException first) {
        super(first.getMessage(), first);
        this.file = first.file;
    }

    /**
     * The same to be thrown once more. An exception must not be thrown twice: the second one, of a {@code close}, would
     * be added to the first as suppressed, which Java refuses for one object.
     */
    RunDirectoryException again() {
        return new RunDirectoryException(this);
    }

    /** The file or directory at fault. */
    public Path file() {
        return file;
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        if (message == null || message.isBlank()) {
            return cause.getClass().getSimpleName();
        }
        return message.lines().findFirst().orElse(message);
    }
}
