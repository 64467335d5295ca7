package io.dopaflow.simulator.engine;

/** A wish to end a run early. The run ends after a whole cycle, with its weights reported. */
public final class Cancellation {
    private volatile boolean requested;

    /** Asks the run to end; any thread, any number of times. */
    public void request() {
        requested = true;
    }

    /** Whether the run should end. */
    public boolean isRequested() {
        return requested;
    }
}
