package io.dopaflow.analysis.curves;

import io.dopaflow.models.task.Score;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well a rule does at some moment.
 *
 * @param opportunities samples presented
 * @param evaluations of the loss until then, cycles for the emergent run; a gradient counts as two; empty for the flow
 * @param training over all training samples, without jitter
 * @param heldOut over all held-out samples; empty without any
 */
public record CurvePoint(long opportunities, OptionalDouble evaluations, Score training, Optional<Score> heldOut) {}
