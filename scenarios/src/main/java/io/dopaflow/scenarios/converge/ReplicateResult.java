package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.converge.Replicate;
import java.util.Optional;

/**
 * How a replicate ended.
 *
 * @param number of the run in the study, from 0
 * @param measured what was measured; empty if it failed
 * @param seconds of wall-clock time
 * @param error what ended it, if it failed
 */
record ReplicateResult(int number, Optional<Replicate> measured, double seconds, Optional<String> error) {

    boolean isFailed() {
        return error.isPresent();
    }
}
