package io.dopaflow.analysis.store;

import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where callers put rows of one table. Any number of threads may call it. It has several stripes, each a batch under its
 * own lock, and a thread always uses the same one: threads seldom wait for one another, and the order of rows does not
 * matter since files are sorted.
 *
 * <p>A caller may wait for the queue while it holds its stripe's lock. The writer thread, which empties the queue, must
 * therefore never wait for such a lock: {@link #handOverUnused} skips a stripe that is in use.
 *
 * <p>Every method that takes rows throws {@link io.dopaflow.models.record.RecordingFailedException} when nothing can be
 * written any more, and {@link IllegalStateException} after the store was closed.
 */
public final class TableBuffer {
    private static final int STRIPES =
            Integer.highestOneBit(Math.min(8, Runtime.getRuntime().availableProcessors()));

    private final Table table;
    private final TableStore store;
    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    /** What each stripe has gathered. */
    private final @Nullable Batch[] batches = new Batch[STRIPES];

    /**
     * Batches to be filled again. There are never more of them than the queue, the stripes and the open part hold at one
     * time, which bounds the memory.
     */
    private final Queue<Batch> free = new ConcurrentLinkedQueue<>();

    TableBuffer(Table table, TableStore store) {
        this.table = table;
        this.store = store;
        Arrays.setAll(locks, stripe -> new ReentrantLock());
    }

    Table table() {
        return table;
    }

    /** Adds a row of a table of three columns of numbers; real numbers as their bits, a text as its number. */
    public void add(long a, long b, long c) {
        add(a, b, c, 0, 0, 0);
    }

    /** Adds a row of a table of four columns. */
    public void add(long a, long b, long c, long d) {
        add(a, b, c, d, 0, 0);
    }

    /** Adds a row of a table of five columns. */
    public void add(long a, long b, long c, long d, long e) {
        add(a, b, c, d, e, 0);
    }

    /** Adds a row of a table of six columns. */
    public void add(long a, long b, long c, long d, long e, long f) {
        int stripe = lock();
        try {
            Batch batch = open(stripe);
            batch.add(a, b, c, d, e, f);
            handOverIfFull(stripe, batch);
        } finally {
            locks[stripe].unlock();
        }
    }

    /** Adds a row for each place of two arrays: three numbers that all have in common, the place, the values there. */
    public void addEach(long a, long b, long c, double[] values, double[] others) {
        int stripe = lock();
        try {
            for (int done = 0; done < values.length; ) {
                Batch batch = open(stripe);
                done += batch.addEach(a, b, c, done, values, others);
                handOverIfFull(stripe, batch);
            }
        } finally {
            locks[stripe].unlock();
        }
    }

    /** Adds the first rows of two columns of numbers, for a table of two. */
    public void addAll(long[] a, int[] b, int count) {
        int stripe = lock();
        try {
            for (int done = 0; done < count; ) {
                Batch batch = open(stripe);
                done += batch.addAll(a, b, done, count);
                handOverIfFull(stripe, batch);
            }
        } finally {
            locks[stripe].unlock();
        }
    }

    /**
     * Adds a row of any table, in more time: numbers, texts (the number of a text where a column has a list of them), null
     * or an empty optional for no value.
     */
    public void addRow(@Nullable Object... values) {
        int stripe = lock();
        try {
            Batch batch = open(stripe);
            batch.addRow(values);
            handOverIfFull(stripe, batch);
        } finally {
            locks[stripe].unlock();
        }
    }

    /** Hands over what the stripes have gathered so far. Not for the writer thread. */
    void handOver() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            locks[stripe].lock();
            try {
                take(stripe).ifPresent(batch -> store.put(this, batch));
            } finally {
                locks[stripe].unlock();
            }
        }
    }

    /** Hands over what those stripes have gathered that are not in use at the moment. For the writer thread. */
    void handOverUnused() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            if (locks[stripe].tryLock()) {
                try {
                    take(stripe).ifPresent(batch -> store.putAtOnce(this, batch));
                } finally {
                    locks[stripe].unlock();
                }
            }
        }
    }

    /** Takes back a batch whose rows are needed no more. */
    void giveBack(Batch batch) {
        batch.clear();
        free.add(batch);
    }

    /** Locks the stripe of this thread. */
    private int lock() {
        int stripe = (int) Thread.currentThread().getId() & (STRIPES - 1);
        locks[stripe].lock();
        return stripe;
    }

    private Batch open(int stripe) {
        Batch open = batches[stripe];
        if (open == null) {
            store.requireOpen();
            open = free.poll();
            if (open == null) {
                open = new Batch(table);
            }
            batches[stripe] = open;
        }
        return open;
    }

    private void handOverIfFull(int stripe, Batch batch) {
        if (batch.isFull()) {
            batches[stripe] = null;
            store.put(this, batch);
        }
    }

    private Optional<Batch> take(int stripe) {
        Optional<Batch> gathered = Optional.ofNullable(batches[stripe]);
        batches[stripe] = null;
        return gathered;
    }
}
