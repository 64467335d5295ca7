package io.dopaflow.simulator.recording;

/** Thrown by a {@link Recorder} that cannot go on, because a disk is full for instance. */
public final class RecordingFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the reason as users read it. */
    public RecordingFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
