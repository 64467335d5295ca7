package io.dopaflow.scenarios.sweep;

import io.dopaflow.models.task.Score;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a sweep that say how well networks have learnt from samples. */
final class LearningScores {
    /** Their names. */
    static final List<String> NAMES = List.of(
            "training_loss",
            "training_accuracy",
            "training_error",
            "training_r2",
            "held_out_loss",
            "held_out_accuracy",
            "held_out_error",
            "held_out_r2");

    private LearningScores() {}

    /** The values of a run, by name. */
    static Map<String, Double> of(Score training, Optional<Score> heldOut) {
        Map<String, Double> numbers = new HashMap<>();
        training.byName().forEach((part, value) -> numbers.put("training_" + part, value));
        heldOut.ifPresent(score -> score.byName().forEach((part, value) -> numbers.put("held_out_" + part, value)));
        return numbers;
    }
}
