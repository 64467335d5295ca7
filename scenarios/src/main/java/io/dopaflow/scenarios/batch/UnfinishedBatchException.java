package io.dopaflow.scenarios.batch;

/** A batch could not go on. All results so far are kept. The message is for the person who started it. */
public final class UnfinishedBatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnfinishedBatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
