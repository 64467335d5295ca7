package io.dopaflow.models.network;

import java.util.List;

/** Thrown where neurons and synapses make no network; says all that is wrong. */
public final class InvalidNetworkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    InvalidNetworkException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Every problem, a sentence each, naming neurons by their names. */
    public List<String> problems() {
        return problems;
    }
}
