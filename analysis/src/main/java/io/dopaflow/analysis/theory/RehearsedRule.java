package io.dopaflow.analysis.theory;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.plasticity.NoiseShape;

/**
 * What learns in a rehearsal.
 *
 * @param rule how many cycles a learning opportunity has, and what a loss is compared with
 * @param shape of the noise
 * @param halfWindow A
 */
public record RehearsedRule(LearningRule rule, NoiseShape shape, double halfWindow) {
    /** The experiment's own. */
    public static RehearsedRule of(Experiment experiment) {
        return new RehearsedRule(
                experiment.rule(), experiment.noise(), experiment.timing().halfWindow());
    }
}
