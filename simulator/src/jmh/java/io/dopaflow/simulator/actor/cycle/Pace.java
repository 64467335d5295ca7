package io.dopaflow.simulator.actor.cycle;

import java.util.concurrent.Semaphore;

/** Lets a running network go on by one learning opportunity at a time, so that each is measured from end to end. */
final class Pace {
    private final Semaphore go = new Semaphore(0);
    private final Semaphore done = new Semaphore(0);
    private volatile boolean released;

    /** Called by the network where an opportunity ends. */
    void opportunityDone() {
        done.release();
        if (!released) {
            go.acquireUninterruptibly();
        }
    }

    /** Waits for the end of the opportunity that is under way. */
    void awaitOpportunity() {
        done.acquireUninterruptibly();
    }

    /** Lets the network go through its next opportunity. */
    void nextOpportunity() {
        go.release();
        awaitOpportunity();
    }

    /** Lets the network go on without waiting again. */
    void release() {
        released = true;
        go.release();
    }

    /** Whether the measurement is over. */
    boolean isReleased() {
        return released;
    }
}
