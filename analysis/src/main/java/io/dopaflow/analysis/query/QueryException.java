package io.dopaflow.analysis.query;

/** A query is wrong, or asks for what it may not read. The message says what was found and what is allowed. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    QueryException(String message) {
        super(message);
    }
}
