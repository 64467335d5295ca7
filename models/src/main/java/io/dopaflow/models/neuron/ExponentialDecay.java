package io.dopaflow.models.neuron;

/**
 * Exponential decay, exact between events: of a membrane potential after a jump, and of the two branches of an STDP
 * window.
 *
 * @param timeConstantPs tau in picoseconds, positive
 */
public record ExponentialDecay(long timeConstantPs) {

    /** Validates the time constant. */
    public ExponentialDecay {
        if (timeConstantPs <= 0) {
            throw new IllegalArgumentException("time constant is " + timeConstantPs + " ps; allowed: positive");
        }
    }

    /** What is left of 1 after the given time in picoseconds: exp(-elapsed / tau). */
    public double after(long elapsedPs) {
        return StrictMath.exp(-(elapsedPs / (double) timeConstantPs));
    }
}
