package io.dopaflow.analysis.compare;

import java.util.OptionalDouble;

/**
 * One learning opportunity: where the emergent weights went, and where theory says. Distances are Euclidean, in
 * log-weights, between points at t = 1 of trajectories that start at the same recorded weights.
 *
 * @param opportunity which, from 0
 * @param points number of recorded weight vectors in it, start and end among them
 * @param step length of the gradient flow's step, ||Z_1 - Z_0||
 * @param ruleDifference largest difference of a weight from the abstract rule, replayed with the same jitter, at any
 *     recorded point; exactly 0 where the rule emerged
 * @param flowDistance from the gradient flow at the end
 * @param flowSup largest distance from the gradient flow at recorded points and just before the jumps that follow them
 * @param sgdDistance from one step of stochastic gradient descent of size T
 * @param sgdToFlow from that step to the gradient flow
 * @param predictedRms root mean square of {@code flowDistance} that theory predicts; empty where it predicts none or was
 *     not asked
 * @param geometry of the emergent step against the gradient at its start
 */
public record OpportunityComparison(
        long opportunity,
        int points,
        double step,
        double ruleDifference,
        double flowDistance,
        double flowSup,
        double sgdDistance,
        double sgdToFlow,
        OptionalDouble predictedRms,
        StepGeometry geometry) {

    /** Distance from the flow relative to the flow's step. */
    public double relativeFlowDistance() {
        return flowDistance / step;
    }

    /** Measured over predicted distance from the flow. */
    public OptionalDouble ratio() {
        return predictedRms.isPresent() ? OptionalDouble.of(flowDistance / predictedRms.getAsDouble()) : predictedRms;
    }
}
