package io.dopaflow.models.record;

/** Nothing can be recorded any more, because a disk is full for instance. */
public class RecordingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the reason as users read it. */
    public RecordingFailedException(String message) {
        super(message);
    }

    /** With the reason as users read it, and what lies behind it. */
    public RecordingFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
