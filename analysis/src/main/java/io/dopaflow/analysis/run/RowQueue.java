package io.dopaflow.analysis.run;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one way from callers to the writer thread: bounded, so that callers wait when the disk is slower than the run, and
 * failing, so that they wake at once when nobody will ever take their rows.
 */
final class RowQueue {

    private record Entry(Queued item, long handedOver) {}

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notFull = lock.newCondition();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long rowsWaiting;
    private boolean closed;
    private Optional<RunDirectoryException> failure = Optional.empty();

    RowQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Hands rows over, or a mark behind those handed over before; waits while the queue is full. */
    void put(Queued item) {
        lock.lock();
        try {
            while (entries.size() >= capacity && failure.isEmpty() && !closed) {
                notFull.awaitUninterruptibly();
            }
            requireOpen();
            entries.add(new Entry(item, System.nanoTime()));
            rowsWaiting += item.count();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next item; empty when none came before the deadline, or none will ever come. */
    Optional<Queued> poll(long deadlineNanos) throws InterruptedException {
        lock.lock();
        try {
            while (entries.isEmpty() && !closed) {
                long left = deadlineNanos - System.nanoTime();
                if (left <= 0 || changed.awaitNanos(left) <= 0) {
                    break;
                }
            }
            Entry entry = entries.poll();
            if (entry == null) {
                return Optional.empty();
            }
            rowsWaiting -= entry.item().count();
            notFull.signal();
            return Optional.of(entry.item());
        } finally {
            lock.unlock();
        }
    }

    /** No more rows from now on; what is in the queue will still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            notFull.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is closed and everything was taken. */
    boolean isDone() {
        lock.lock();
        try {
            return closed && entries.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody takes rows any more: wakes everybody who waits, with this. */
    void fail(RunDirectoryException reason) {
        lock.lock();
        try {
            failure = Optional.of(reason);
            entries.clear();
            rowsWaiting = 0;
            notFull.signalAll();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Optional<RunDirectoryException> failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    long rowsWaiting() {
        lock.lock();
        try {
            return rowsWaiting;
        } finally {
            lock.unlock();
        }
    }

    /** How long the oldest rows have waited, in nanoseconds; 0 when none wait. */
    long lagNanos() {
        lock.lock();
        try {
            Entry oldest = entries.peek();
            return oldest == null ? 0 : System.nanoTime() - oldest.handedOver();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (failure.isPresent()) {
            throw failure.get().again();
        }
        if (closed) {
            throw new IllegalStateException("rows came after the writer of the run directory was closed");
        }
    }
}
