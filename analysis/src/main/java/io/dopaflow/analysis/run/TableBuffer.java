package io.dopaflow.analysis.run;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where callers put rows of one table. It has several stripes, each a batch under its own lock, and a thread always uses
 * the same one: threads seldom wait for one another, and the order of rows does not matter since files are sorted.
 *
 * <p>A caller may wait for the queue while it holds its stripe's lock. The writer thread, which empties the queue, must
 * therefore never wait for such a lock: {@link #takePartial} skips a stripe that is in use.
 */
final class TableBuffer {

    private static final int STRIPES =
            Integer.highestOneBit(Math.min(8, Runtime.getRuntime().availableProcessors()));

    private final RunTable table;
    private final RowQueue queue;
    private final BatchPool pool;
    private final Stripe[] stripes = new Stripe[STRIPES];

    TableBuffer(RunTable table, RowQueue queue, BatchPool pool) {
        this.table = table;
        this.queue = queue;
        this.pool = pool;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    int stripeCount() {
        return STRIPES;
    }

    void add(long a, long b, long c, long d) {
        Stripe stripe = own();
        stripe.lock.lock();
        try {
            stripe.open().add(a, b, c, d);
            stripe.handOverIfFull();
        } finally {
            stripe.lock.unlock();
        }
    }

    void add(long a, long b, long c, long d, long e) {
        Stripe stripe = own();
        stripe.lock.lock();
        try {
            stripe.open().add(a, b, c, d, e);
            stripe.handOverIfFull();
        } finally {
            stripe.lock.unlock();
        }
    }

    void add(long a, long b, long c, long d, long e, long f) {
        Stripe stripe = own();
        stripe.lock.lock();
        try {
            stripe.open().add(a, b, c, d, e, f);
            stripe.handOverIfFull();
        } finally {
            stripe.lock.unlock();
        }
    }

    /** Adds the weights of all synapses at one moment. */
    void addWeights(long timePs, long opportunity, int cycle, double[] theta) {
        Stripe stripe = own();
        stripe.lock.lock();
        try {
            int done = 0;
            while (done < theta.length) {
                done += stripe.open().addWeights(timePs, opportunity, cycle, done, theta);
                stripe.handOverIfFull();
            }
        } finally {
            stripe.lock.unlock();
        }
    }

    /** What a stripe has gathered so far, unless it is empty or in use at the moment. For the writer thread. */
    Optional<ColumnBatch> takePartial(int stripe) {
        if (!stripes[stripe].lock.tryLock()) {
            return Optional.empty();
        }
        try {
            Optional<ColumnBatch> partial = stripes[stripe].batch;
            if (partial.isPresent()) {
                stripes[stripe].batch = Optional.empty();
            }
            return partial;
        } finally {
            stripes[stripe].lock.unlock();
        }
    }

    /** Hands over what the stripes have gathered so far. Not for the writer thread. */
    void handOver() {
        handOver(false);
    }

    /** Hands over what the stripes have gathered and refuses rows from then on. */
    void close() {
        handOver(true);
    }

    private void handOver(boolean closing) {
        for (Stripe stripe : stripes) {
            stripe.lock.lock();
            try {
                stripe.closed |= closing;
                Optional<ColumnBatch> last = stripe.batch;
                stripe.batch = Optional.empty();
                last.ifPresent(queue::put);
            } finally {
                stripe.lock.unlock();
            }
        }
    }

    private Stripe own() {
        return stripes[(int) Thread.currentThread().getId() & (STRIPES - 1)];
    }

    private final class Stripe {

        private final ReentrantLock lock = new ReentrantLock();
        private Optional<ColumnBatch> batch = Optional.empty();
        private boolean closed;

        private ColumnBatch open() {
            if (batch.isEmpty()) {
                if (closed) {
                    throw new IllegalStateException("rows came after the writer of the run directory was closed");
                }
                queue.failure().ifPresent(failure -> {
                    throw failure.again();
                });
                batch = Optional.of(pool.take(table));
            }
            return batch.get();
        }

        private void handOverIfFull() {
            if (batch.isPresent() && batch.get().isFull()) {
                ColumnBatch full = batch.get();
                batch = Optional.empty();
                queue.put(full);
            }
        }
    }
}
