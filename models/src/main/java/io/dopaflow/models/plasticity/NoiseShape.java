package io.dopaflow.models.plasticity;

/**
 * The noise that learning from a single number leaves on the weights, relative to the drift: for a gradient g, n cycles
 * and gradient-flow time T, to leading order in A and per unit of t,
 *
 * <pre>(T^2 / n) [isotropic ||g||^2 I + alongGradient g g' - diagonal diag(g^2)].</pre>
 *
 * The cycles n are those that a learning opportunity costs, without one that only establishes its first loss. Where the
 * gradient is small the curvature of the loss outweighs it: what that adds is decided by {@link #even}.
 *
 * @param isotropic in every direction alike, the part that grows with the number of synapses
 * @param alongGradient in the direction of the gradient
 * @param diagonal by which a synapse has less noise of its own making, as uniform jitter has lighter tails than a normal one
 * @param even what becomes of the part of the loss that is even in the jitter
 */
public record NoiseShape(double isotropic, double alongGradient, double diagonal, EvenPart even) {
    /** 3 - E[U^4] / E[U^2]^2 of uniform jitter: {@link #diagonal} of an update against a baseline that does not fluctuate. */
    static final double UNIFORM = 1.2;

    /** What becomes of Q = U'HU/2, the part of the loss that is even in the jitter, when two losses are compared. */
    public enum EvenPart {
        /** It is the same in both losses. */
        CANCELS,
        /** It fluctuates about the baseline's mean. */
        FLUCTUATES,
        /** It fluctuates, and the baseline misses its mean, (A^2 / 6) tr H. */
        FLUCTUATES_AND_SHIFTS
    }

    /** Noise of a rule that compares losses at mirrored points, or of which the leading order is all that is asked. */
    public NoiseShape(double isotropic, double alongGradient, double diagonal) {
        this(isotropic, alongGradient, diagonal, EvenPart.CANCELS);
    }

    /** The trace for d synapses, in units of (T^2 / n) ||g||^2, to leading order. */
    public double trace(int dimension) {
        return isotropic * dimension + alongGradient - diagonal;
    }

    /** How many times the noise of its own making of an update each cycle the rule has. */
    public double own() {
        return diagonal / UNIFORM;
    }
}
