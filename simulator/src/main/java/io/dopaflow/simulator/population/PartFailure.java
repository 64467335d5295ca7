package io.dopaflow.simulator.population;

import io.dopaflow.simulator.recording.RecordingFailedException;

/** A neuron, synapse or other part cannot go on. */
final class PartFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String culprit;
    private final Throwable reason;

    PartFailure(String culprit, Throwable reason) {
        super(reason);
        this.culprit = culprit;
        this.reason = reason;
    }

    /** A failure in the doings of a part, or of the recorder that it told of them. */
    static PartFailure of(String part, Throwable reason) {
        return new PartFailure(reason instanceof RecordingFailedException ? "recorder" : part, reason);
    }

    String culprit() {
        return culprit;
    }

    Throwable reason() {
        return reason;
    }
}
