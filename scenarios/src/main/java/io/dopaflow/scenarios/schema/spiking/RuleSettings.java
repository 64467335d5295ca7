package io.dopaflow.scenarios.schema.spiking;

import io.dopaflow.models.spiking.plasticity.LearningRule;
import io.dopaflow.models.spiking.plasticity.Pairing;
import java.util.Optional;

/**
 * A rule of plasticity with its parameters.
 *
 * @param rule as it is registered
 * @param pairing which pairs count, where the rule leaves a choice
 * @param modulator that turns the eligibility into weight, of rules that have one
 * @param values of the parameters; those that are wrong or missing are not among them
 */
public record RuleSettings(
        LearningRule rule, Optional<Pairing> pairing, Optional<String> modulator, SheetValues values) {}
