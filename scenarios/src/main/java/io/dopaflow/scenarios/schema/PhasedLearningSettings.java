package io.dopaflow.scenarios.schema;

import io.dopaflow.scenarios.schema.LearningSettings.RunLength;
import io.dopaflow.scenarios.schema.phased.RuleChoice;
import java.util.Optional;

/**
 * By which rule a network learns, and how long.
 *
 * @param rule the rule; of a loaded scenario the rule itself
 * @param rate learning rate instead of the rule's own
 * @param batch learning opportunities between two changes of the weights
 * @param length how long each task is learnt
 * @param tasks how many tasks follow each other, at least 1
 * @param answerWaves waves of the answers that are scored, where they are said
 */
public record PhasedLearningSettings(
        RuleChoice rule, Optional<Double> rate, int batch, RunLength length, int tasks, Optional<Integer> answerWaves)
        implements HasLength {

    /** The same with another rule. */
    public PhasedLearningSettings with(RuleChoice other) {
        return new PhasedLearningSettings(other, rate, batch, length, tasks, answerWaves);
    }

    /** The same with that rate. */
    public PhasedLearningSettings atRate(double other) {
        return new PhasedLearningSettings(rule, Optional.of(other), batch, length, tasks, answerWaves);
    }
}
