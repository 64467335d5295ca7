package io.dopaflow.analysis.theory;

import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.plasticity.NoiseShape;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What an experiment is predicted to do. A study compares with it and says where it is wrong: which it can only do if
 * what it compares with can be changed.
 *
 * @param flowTime T, the gradient-flow time of a learning opportunity
 * @param noise relative to the drift
 */
public record Theory(ToDoubleFunction<LearningCycle> flowTime, Function<LearningCycle, NoiseShape> noise) {
    /** The theory that Dopaflow holds to be true: T = n alpha kappa(A), and the noise of the rule's baseline. */
    public static final Theory STANDARD = new Theory(LearningCycle::gradientFlowTime, LearningCycle::noise);
}
