package io.dopaflow.models.cycle;

import io.dopaflow.models.numerics.Exponential;

/** Learning has left the numbers that can be computed with. */
public final class DivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final double SMALLEST = Exponential.exp(Exponential.SMALLEST);
    private static final double LARGEST = Exponential.exp(Exponential.LARGEST);

    /**
     * A divergence.
     *
     * @param quantity what has left them
     * @param value its value
     */
    public DivergedException(String quantity, double value) {
        super(quantity + " became " + value
                + ": learning diverged. There are too few cycles for this flow time and number"
                + " of synapses: raise learning.cycles, or lower learning.flow_time or learning.learning_rate");
    }

    /** Returns the value if it is finite. */
    public static double requireFinite(String quantity, double value) {
        if (!Double.isFinite(value)) {
            throw new DivergedException(quantity, value);
        }
        return value;
    }

    /** Returns the weight if it is positive, a normal number and not close to the largest. */
    public static double requireWeight(double weight) {
        if (!(weight >= SMALLEST && weight <= LARGEST)) {
            throw new DivergedException("its log-weight", LogWeights.of(weight));
        }
        return weight;
    }
}
