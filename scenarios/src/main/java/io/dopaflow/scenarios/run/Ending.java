package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.run.RunManifest;
import io.dopaflow.analysis.run.RunStatus;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunResult;
import java.util.Optional;

/**
 * How the engine and the parts around it ended.
 *
 * @param result of the engine, if it came to an end
 * @param failure what ended the run, if something did
 * @param cause of the failure
 */
record Ending(Optional<RunResult> result, Optional<RunManifest.Failure> failure, Optional<Throwable> cause) {

    /** The engine came to an end. */
    static Ending of(RunResult result) {
        return new Ending(Optional.of(result), Optional.empty(), Optional.empty());
    }

    /** The engine failed. */
    static Ending failed(RunFailedException e) {
        return failed(
                e.culprit(),
                e.when(),
                Optional.ofNullable(e.getCause()).orElse(e),
                e.origin() == RunFailedException.Origin.SURROUNDINGS);
    }

    /** Something failed; the run can be resumed if the model is not at fault. */
    static Ending failed(String culprit, String when, Throwable cause, boolean resumable) {
        String reason = RunFailedException.describe(cause);
        return new Ending(
                Optional.empty(),
                Optional.of(new RunManifest.Failure(culprit, when, reason, resumable)),
                Optional.of(cause));
    }

    /** This, or the other where nothing has failed so far. The result stays. */
    Ending orElse(Optional<Ending> other) {
        return failure.isPresent() ? this : becauseOf(other);
    }

    /** The other if there is one: it explains this. The result stays. */
    Ending becauseOf(Optional<Ending> other) {
        return other.map(reason -> new Ending(result, reason.failure, reason.cause))
                .orElse(this);
    }

    /** Failed, cancelled or finished. */
    RunStatus status() {
        if (failure.isPresent()) {
            return RunStatus.FAILED;
        }
        return result.filter(RunResult::cancelled).isPresent() ? RunStatus.CANCELLED : RunStatus.FINISHED;
    }
}
