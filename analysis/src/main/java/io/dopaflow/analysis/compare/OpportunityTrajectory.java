package io.dopaflow.analysis.compare;

/**
 * The course of one learning opportunity, as far as it was recorded, with the flow and its noise band. Arrays by time and
 * synapse.
 *
 * @param opportunity which, from 0
 * @param times of the recorded weights, as shares of the opportunity's updates, from 0 to 1
 * @param emergent recorded log-weights at these times
 * @param flowTimes of flow and deviation
 * @param flow log-weights of the gradient flow
 * @param deviation predicted standard deviation; empty where theory predicts none
 */
public record OpportunityTrajectory(
        long opportunity,
        double[] times,
        double[][] emergent,
        double[] flowTimes,
        double[][] flow,
        double[][] deviation) {}
