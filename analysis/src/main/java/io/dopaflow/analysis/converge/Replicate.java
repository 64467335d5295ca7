package io.dopaflow.analysis.converge;

/**
 * What was measured of one replicate.
 *
 * @param sup largest distance to the gradient flow over [0, 1], in L2
 * @param end distance at the end
 * @param alongBias how far the weights ended beside the flow in the direction of the predicted bias
 * @param accumulatedTime gradient-flow time that the path has gone through, by {@link AccumulatedTime}; NaN where it was
 *     not measured
 */
public record Replicate(double sup, double end, double alongBias, double accumulatedTime) {}
