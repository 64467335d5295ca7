package io.dopaflow.analysis.theory;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.NoiseShape;

/**
 * What learns in a rehearsal.
 *
 * @param rule how many cycles a learning opportunity has, and what a loss is compared with
 * @param shape of the noise
 * @param halfWindow A
 */
public record RehearsedRule(CycleSchedule rule, NoiseShape shape, double halfWindow) {
    /** The model's own. */
    public static RehearsedRule of(LearningCycle model) {
        return new RehearsedRule(model.schedule(), model.noise(), model.timing().halfWindow());
    }
}
