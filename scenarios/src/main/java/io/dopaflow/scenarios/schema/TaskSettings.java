package io.dopaflow.scenarios.schema;

import java.util.Optional;

/**
 * What is learnt.
 *
 * @param data where samples come from
 * @param target the column to be predicted; the last if none is named. Inline data name their own
 * @param kind classes or numbers
 * @param scale what happens to features
 * @param heldOut fraction of the samples that is not trained on, from 0 to below 1
 */
public record TaskSettings(DataSource data, Optional<String> target, TaskKind kind, Scaling scale, double heldOut) {}
