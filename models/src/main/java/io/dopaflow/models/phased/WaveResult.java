package io.dopaflow.models.phased;

import java.util.Optional;

/**
 * What modulators know at the end of a wave. The arrays are shared, not copied.
 *
 * @param losses by phase; of phases whose loss nobody asks for of no consequence
 * @param readouts by phase and output; of phases that are not read of no consequence
 * @param target what the outputs should have read
 * @param answer of the environment; empty in a model that learns from samples
 */
public record WaveResult(
        double[] losses, double[][] readouts, double[] target, Optional<EnvironmentCourse.Answer> answer) {}
