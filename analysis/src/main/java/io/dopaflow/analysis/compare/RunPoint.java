package io.dopaflow.analysis.compare;

/**
 * A moment of the whole run: distances between trajectories that all started at the initial weights. Not finite where a
 * trajectory has left the finite numbers.
 *
 * @param opportunities learning opportunities done
 * @param travelled how far the gradient flow has come, ||Z - theta_0||
 * @param ruleDifference largest difference of a weight from the abstract rule
 * @param flowDistance of the emergent weights from the gradient flow
 * @param sgdDistance of the emergent weights from stochastic gradient descent
 * @param sgdToFlow of stochastic gradient descent from the gradient flow
 */
public record RunPoint(
        long opportunities,
        double travelled,
        double ruleDifference,
        double flowDistance,
        double sgdDistance,
        double sgdToFlow) {}
