package io.dopaflow.analysis.compare;

import java.util.Optional;

/**
 * Whether the recorded weights are those of the rule, replayed from the run's initial weights and its seed.
 *
 * @param moments at which weights were recorded and compared, those of all synapses
 * @param differing moments at which a weight differs in any bit
 * @param first the place of the first such weight, and both values, in words
 */
public record RuleAgreement(long moments, long differing, Optional<String> first) {}
