package io.dopaflow.simulator.population;

/** A neuron or synapse cannot go on. */
final class PartFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String culprit;
    private final RuntimeException reason;

    PartFailure(String culprit, RuntimeException reason) {
        super(reason);
        this.culprit = culprit;
        this.reason = reason;
    }

    String culprit() {
        return culprit;
    }

    RuntimeException reason() {
        return reason;
    }
}
