package io.dopaflow.models.plasticity;

/**
 * The noise that learning from a single number leaves on the weights, relative to the drift: for a gradient g, n cycles
 * and gradient-flow time T, to leading order in A and per unit of t,
 *
 * <pre>(T^2 / n) [isotropic ||g||^2 I + alongGradient g g' - diagonal diag(g^2)].</pre>
 *
 * The cycles n are those that a learning opportunity costs, without one that only establishes its first loss.
 *
 * @param isotropic in every direction alike, the part that grows with the number of synapses
 * @param alongGradient in the direction of the gradient
 * @param diagonal by which a synapse has less noise of its own making, as uniform jitter has lighter tails than a normal one
 */
public record NoiseShape(double isotropic, double alongGradient, double diagonal) {

    /** The trace for d synapses, in units of (T^2 / n) ||g||^2. */
    public double trace(int dimension) {
        return isotropic * dimension + alongGradient - diagonal;
    }

    /** The same noise with every part multiplied. */
    NoiseShape times(double factor) {
        return new NoiseShape(factor * isotropic, factor * alongGradient, factor * diagonal);
    }
}
