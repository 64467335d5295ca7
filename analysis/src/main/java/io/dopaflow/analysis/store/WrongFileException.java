package io.dopaflow.analysis.store;

import java.nio.file.Path;

/** A file or directory is missing, taken, damaged, or not of the kind that it has to be. */
public final class WrongFileException extends FileException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file the file or directory at fault
     * @param problem what was found there and what is allowed
     */
    public WrongFileException(Path file, String problem) {
        super(file, problem, null);
    }

    /**
     * @param file the file or directory at fault
     * @param problem what was found there and what is allowed
     * @param cause what it was noticed by; not in the message
     */
    public WrongFileException(Path file, String problem, Throwable cause) {
        super(file, problem, cause);
    }
}
