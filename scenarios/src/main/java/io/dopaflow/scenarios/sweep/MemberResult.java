package io.dopaflow.scenarios.sweep;

import io.dopaflow.models.task.Score;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a run of a sweep ended: one row of the results.
 *
 * @param member which run
 * @param trainingLoss mean loss on the training data at the end; empty if the run failed
 * @param trainingAccuracy fraction of the training data classified rightly; empty in regression too
 * @param heldOutLoss mean loss on held-out data; empty without any too
 * @param heldOutAccuracy fraction of held-out data classified rightly
 * @param flowDistance distance of the last weights from their gradient flow, relative to the flow's way; empty too where
 *     the flow would take longer than the run
 * @param digest of the last weights; empty if the run failed
 * @param seconds of wall-clock time
 * @param cycles learning cycles done
 * @param engine that executed the run
 * @param error what ended the run, if it failed
 */
public record MemberResult(
        Member member,
        OptionalDouble trainingLoss,
        OptionalDouble trainingAccuracy,
        OptionalDouble heldOutLoss,
        OptionalDouble heldOutAccuracy,
        OptionalDouble flowDistance,
        Optional<String> digest,
        double seconds,
        long cycles,
        String engine,
        Optional<String> error) {

    /** Columns of the results beside the swept keys. */
    static final List<String> COLUMNS = List.of(
            "member",
            "seed",
            "status",
            "training_loss",
            "training_accuracy",
            "held_out_loss",
            "held_out_accuracy",
            "flow_distance",
            "weights_digest",
            "seconds",
            "cycles",
            "engine",
            "error");

    /** A run that came to its end. */
    static MemberResult finished(
            Member member,
            Score train,
            Optional<Score> test,
            OptionalDouble flowDistance,
            String digest,
            double seconds,
            long cycles,
            String engine) {
        return new MemberResult(
                member,
                OptionalDouble.of(train.loss()),
                train.accuracy(),
                test.isPresent() ? OptionalDouble.of(test.get().loss()) : OptionalDouble.empty(),
                test.isPresent() ? test.get().accuracy() : OptionalDouble.empty(),
                flowDistance,
                Optional.of(digest),
                seconds,
                cycles,
                engine,
                Optional.empty());
    }

    /** A run that did not. */
    static MemberResult failed(Member member, double seconds, long cycles, String engine, String error) {
        OptionalDouble none = OptionalDouble.empty();
        return new MemberResult(
                member, none, none, none, none, none, Optional.empty(), seconds, cycles, engine, Optional.of(error));
    }

    /** Whether the run did not come to its end. */
    public boolean isFailed() {
        return error.isPresent();
    }
}
