package io.dopaflow.scenarios.batch;

import java.util.Optional;

/**
 * How a run of a batch ended.
 *
 * @param number of the run, from 0
 * @param value what it gave; empty if it failed
 * @param engine that executed it; empty if it failed before
 * @param seconds of wall-clock time
 * @param error what ended it, if it failed
 * @param <V> what a run gives
 */
public record MemberResult<V>(int number, Optional<V> value, String engine, double seconds, Optional<String> error) {

    /** Whether the run did not come to its end. */
    public boolean isFailed() {
        return error.isPresent();
    }
}
