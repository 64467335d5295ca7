package io.dopaflow.analysis.store;

import java.nio.file.Path;

/** The disk is full, the system denies access, or cannot read or write: the same would work elsewhere, or later. */
public final class StorageException extends FileException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file the file or directory at fault
     * @param problem what cannot be done with it
     * @param cause why; its reason is appended
     */
    public StorageException(Path file, String problem, Throwable cause) {
        super(file, problem + ": " + reason(cause), cause);
    }
}
