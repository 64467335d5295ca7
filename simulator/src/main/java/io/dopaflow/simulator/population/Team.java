package io.dopaflow.simulator.population;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do a piece of work together, the caller among them, again and again. Between two pieces a thread spins
 * for a moment before it sleeps: a cycle is shorter than it takes to wake one. Nothing is allocated for a piece.
 */
final class Team implements AutoCloseable {
    /** Some tens of microseconds. */
    private static final int SPINS = 2000;

    /** Work in as many parts as there are threads. */
    interface Work {
        void part(int worker);
    }

    private final Helper[] helpers;
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile Work work = worker -> {};
    private volatile @Nullable Thread waiting;
    private volatile int piece;
    private volatile boolean closed;

    Team(int size) {
        helpers = new Helper[size - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
            helpers[i].start();
        }
    }

    int size() {
        return helpers.length + 1;
    }

    /**
     * Does a piece of work, and returns when all its parts are done. What a part throws is thrown here, once the others
     * are done.
     */
    void run(Work parts) {
        work = parts;
        busy.set(helpers.length);
        next();
        try {
            parts.part(0);
        } finally {
            awaitHelpers();
        }
        Throwable thrown = failure.getAndSet(null);
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by one thread only
    private void next() {
        piece++;
        for (Helper helper : helpers) {
            if (helper.sleeps) {
                LockSupport.unpark(helper);
            }
        }
    }

    private void awaitHelpers() {
        for (int spin = 0; spin < SPINS && busy.get() > 0; spin++) {
            Thread.onSpinWait();
        }
        if (busy.get() > 0) {
            boolean interrupted = false;
            waiting = Thread.currentThread();
            while (busy.get() > 0) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            waiting = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the threads and waits until they have ended. */
    @Override
    public void close() {
        closed = true;
        next();
        boolean interrupted = false;
        for (Helper helper : helpers) {
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Helper extends Thread {
        private final int worker;
        private volatile boolean sleeps;

        Helper(int worker) {
            super("dopaflow-population-" + worker);
            this.worker = worker;
            setDaemon(true);
        }

        @Override
        public void run() {
            for (int done = 0; ; done++) {
                await(done);
                if (closed) {
                    return;
                }
                try {
                    work.part(worker);
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                }
                if (busy.decrementAndGet() == 0) {
                    LockSupport.unpark(waiting);
                }
            }
        }

        private void await(int done) {
            for (int spin = 0; spin < SPINS && piece == done; spin++) {
                Thread.onSpinWait();
            }
            if (piece == done) {
                sleeps = true;
                while (piece == done) {
                    LockSupport.park(Team.this);
                }
                sleeps = false;
            }
        }
    }
}
