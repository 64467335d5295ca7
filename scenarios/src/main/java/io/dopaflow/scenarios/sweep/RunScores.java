package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.compare.FlowDistance;
import io.dopaflow.analysis.run.WeightsDigest;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.task.Score;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came out of a run of a sweep.
 *
 * @param training on the training data at the end
 * @param heldOut on held-out data; empty without any
 * @param flowDistance distance of the last weights from their gradient flow, relative to the flow's way; empty where the
 *     flow would take longer than the run
 * @param digest of the last weights
 * @param cycles learning cycles done
 */
public record RunScores(
        Score training, Optional<Score> heldOut, OptionalDouble flowDistance, String digest, long cycles) {
    /** Names of the numbers, which are those of columns of the results. */
    static final List<String> NUMBERS = List.of(
            "training_loss",
            "training_accuracy",
            "training_error",
            "training_r2",
            "held_out_loss",
            "held_out_accuracy",
            "held_out_error",
            "held_out_r2",
            "flow_distance");

    /** Synapses times learning opportunities up to which following the gradient flow is a matter of a second. */
    private static final double FLOW_LIMIT = 500_000;

    /**
     * The scores of a run's end.
     *
     * @throws io.dopaflow.models.cycle.DivergedException if a loss is not finite
     */
    static RunScores of(LearningCycle model, CycleState end) {
        double[] theta = end.theta();
        double steps = (double) model.opportunities() * model.network().synapseCount();
        return new RunScores(
                model.trainingScore(theta),
                model.heldOutScore(theta),
                steps <= FLOW_LIMIT ? FlowDistance.relative(model, theta) : OptionalDouble.empty(),
                WeightsDigest.of(theta),
                end.cycles());
    }

    /** A number by its name, one of {@link #NUMBERS}; empty if the run has none such. */
    public Optional<Double> number(String name) {
        Map<String, Double> numbers = new HashMap<>();
        training.byName().forEach((part, value) -> numbers.put("training_" + part, value));
        heldOut.ifPresent(score -> score.byName().forEach((part, value) -> numbers.put("held_out_" + part, value)));
        flowDistance.ifPresent(value -> numbers.put("flow_distance", value));
        return Optional.ofNullable(numbers.get(name));
    }
}
