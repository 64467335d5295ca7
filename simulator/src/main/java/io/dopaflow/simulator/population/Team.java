package io.dopaflow.simulator.population;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that do a piece of work together, the caller among them, again and again. The caller takes parts from the
 * front, helpers from the back, so that each mostly finds in its cache what it has worked on before; a helper that is
 * late, on a busy machine, finds nothing left and is not waited for. Between two pieces a helper spins for a moment
 * before it sleeps: a cycle is shorter than it takes to wake one. Nothing is allocated for a piece.
 */
public final class Team implements AutoCloseable {
    /** The most parts of a piece. */
    public static final int MOST_PARTS = Short.MAX_VALUE;

    /** Some tens of microseconds. */
    private static final int SPINS = 2000;

    /** Work in parts that do not depend on one another. */
    public interface Work {
        /** Does a part; no two threads at once are the same worker. */
        void part(int part, int worker);
    }

    private final Helper[] helpers;

    /** What nobody has taken yet: number of the piece (32 bits), its first part (16), the one after its last (16). */
    private final AtomicLong open = new AtomicLong();

    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private Work work = (part, worker) -> {};
    private volatile @Nullable Thread waiting;
    private volatile boolean closed;

    public Team(int size) {
        helpers = new Helper[size - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
            helpers[i].start();
        }
    }

    /** Does all parts of a piece of work. What one of them throws is thrown here, once those that were begun are done. */
    public void run(Work piece, int parts) {
        if (helpers.length == 0) {
            for (int part = 0; part < parts; part++) {
                piece.part(part, 0);
            }
            return;
        }
        work = piece;
        unfinished.set(parts);
        open.set((((open.get() >>> 32) + 1) << 32) | parts);
        wake();
        for (long now = open.get(); first(now) < end(now); now = open.get()) {
            if (open.compareAndSet(now, now + (1 << 16))) {
                doPart(first(now), 0);
            }
        }
        awaitHelpers();
        Throwable thrown = failure.getAndSet(null);
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    private static int first(long parts) {
        return (int) (parts >>> 16) & 0xffff;
    }

    private static int end(long parts) {
        return (int) parts & 0xffff;
    }

    @SuppressWarnings("CatchingUnchecked")
    private void doPart(int part, int worker) {
        try {
            work.part(part, worker);
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
        if (unfinished.decrementAndGet() == 0 && worker > 0) {
            LockSupport.unpark(waiting);
        }
    }

    private void wake() {
        for (Helper helper : helpers) {
            if (helper.sleeps) {
                LockSupport.unpark(helper);
            }
        }
    }

    private void awaitHelpers() {
        for (int spin = 0; spin < SPINS && unfinished.get() > 0; spin++) {
            Thread.onSpinWait();
        }
        if (unfinished.get() > 0) {
            boolean interrupted = false;
            waiting = Thread.currentThread();
            while (unfinished.get() > 0) {
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
        wake();
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
            while (!closed) {
                awaitParts();
                long now = open.get();
                if (first(now) < end(now) && open.compareAndSet(now, now - 1)) {
                    doPart(end(now) - 1, worker);
                }
            }
        }

        private void awaitParts() {
            for (int spin = 0; spin < SPINS && isIdle(); spin++) {
                Thread.onSpinWait();
            }
            if (isIdle()) {
                sleeps = true;
                while (isIdle()) {
                    LockSupport.park(Team.this);
                }
                sleeps = false;
            }
        }

        private boolean isIdle() {
            long now = open.get();
            return !closed && first(now) >= end(now);
        }
    }
}
