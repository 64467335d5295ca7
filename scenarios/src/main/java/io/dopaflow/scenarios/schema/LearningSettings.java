package io.dopaflow.scenarios.schema;

import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.plasticity.Parametrisation;

/**
 * How synapses change.
 *
 * @param rule cycles and baseline of a learning opportunity
 * @param parametrisation how a change is applied to a weight
 * @param halfWindow A, half of the integration window in time constants, from 0 to 5
 * @param step how far a learning opportunity moves the weights
 * @param length how long the run is
 */
public record LearningSettings(
        LearningRule rule, Parametrisation parametrisation, double halfWindow, StepSize step, RunLength length) {}
