package io.dopaflow.models.cycle;

/** Thrown by {@link CycleRecorder#weights} when the record of one synapse fails: says which, so that an engine can name it. */
public final class SynapseRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int synapse;

    /** With the id of the synapse, and what its record threw. */
    public SynapseRecordException(int synapse, Throwable reason) {
        super("the weight of synapse " + synapse + " cannot be recorded", reason);
        this.synapse = synapse;
    }

    /** The id of the synapse. */
    public int synapse() {
        return synapse;
    }

    /** What its record threw. */
    public Throwable reason() {
        Throwable cause = getCause();
        return cause == null ? this : cause;
    }
}
