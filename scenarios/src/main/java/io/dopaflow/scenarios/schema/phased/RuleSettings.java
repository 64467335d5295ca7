package io.dopaflow.scenarios.schema.phased;

import io.dopaflow.models.rule.Rule;

/**
 * A learning rule as its file says it.
 *
 * @param description what it is, and its source; may be empty
 * @param rule the rule
 */
public record RuleSettings(String description, Rule rule) implements RuleChoice {}
