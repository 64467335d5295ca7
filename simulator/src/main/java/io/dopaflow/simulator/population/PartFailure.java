package io.dopaflow.simulator.population;

/** A neuron, synapse or other part cannot go on. */
public final class PartFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String culprit;
    private final Throwable reason;

    /** A failure in the doings of a part, or of the recorder that it told of them. */
    public PartFailure(String culprit, Throwable reason) {
        super(reason);
        this.culprit = culprit;
        this.reason = reason;
    }

    /** The part, as users know it. */
    public String culprit() {
        return culprit;
    }

    /** What happened. */
    public Throwable reason() {
        return reason;
    }
}
