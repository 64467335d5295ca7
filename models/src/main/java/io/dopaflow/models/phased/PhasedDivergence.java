package io.dopaflow.models.phased;

/** Learning has left the numbers that can be computed with. */
public final class PhasedDivergence extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A divergence.
     *
     * @param quantity what has left them
     * @param value its value
     */
    public PhasedDivergence(String quantity, double value) {
        super(quantity + " became " + value + ": learning diverged. Lower learning.rate");
    }
}
