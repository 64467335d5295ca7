package io.dopaflow.simulator.engine;

/** A run that could not go on: says which part failed, and when. */
public final class RunFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final String culprit;
    private final String when;

    /**
     * A failure.
     *
     * @param culprit the neuron, synapse or other part, as users know it
     * @param when learning opportunity and cycle, in words
     * @param cause what happened
     */
    public RunFailedException(String culprit, String when, Throwable cause) {
        super(culprit + " failed " + when + ": " + describe(cause), cause);
        this.culprit = culprit;
        this.when = when;
    }

    private static String describe(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** The part that failed. */
    public String culprit() {
        return culprit;
    }

    /** When it failed, in words. */
    public String when() {
        return when;
    }
}
