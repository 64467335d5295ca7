package io.dopaflow.simulator.cluster;

/** A process cannot take part in a cluster, or no longer. The message is for the person who started it. */
public final class ClusterException extends Exception {
    private static final long serialVersionUID = 1;

    /** With what happened. */
    public ClusterException(String message) {
        super(message);
    }

    ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
