package io.dopaflow.scenarios.sweep;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The results so far, in memory and, a little later, in their directory. For one thread.
 *
 * @param <R> of a result
 */
public final class Results<R> implements AutoCloseable {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Writing takes no more than this share of the time. */
    private static final int SHARE_OF_TIME = 20;

    private final Store<R> store;
    private final Map<Integer, R> results = new TreeMap<>();
    private final int members;
    private boolean changed;
    private long intervalNanos = INTERVAL_NANOS;
    private long writtenNanos;
    private long reportedNanos;

    /**
     * Where results are kept.
     *
     * @param <R> of a result
     */
    public interface Store<R> {
        /** The number of the run that gave a result. */
        int number(R result);

        /**
         * Replaces what is kept.
         *
         * @param results all so far, by number
         * @param status running, finished or cancelled
         */
        void write(Collection<R> results, String status);

        /** Tells how far it has come; called some times a second. */
        void report(Collection<R> results);
    }

    /**
     * Results.
     *
     * @param done those of earlier times
     * @param members runs, of which each gives one result
     */
    public Results(Store<R> store, Collection<R> done, int members) {
        this.store = store;
        this.members = members;
        done.forEach(result -> results.put(store.number(result), result));
        this.writtenNanos = System.nanoTime() - INTERVAL_NANOS;
        this.reportedNanos = System.nanoTime() - REPORT_NANOS;
    }

    void add(R result) {
        results.put(store.number(result), result);
        changed = true;
    }

    /** Reports and writes what is new, unless that was done a moment ago. */
    void writeNowAndThen() {
        long now = System.nanoTime();
        if (now - reportedNanos >= REPORT_NANOS) {
            report();
            reportedNanos = now;
        }
        if (changed && now - writtenNanos >= intervalNanos) {
            store.write(results.values(), "running");
            changed = false;
            writtenNanos = System.nanoTime();
            intervalNanos = Math.max(INTERVAL_NANOS, SHARE_OF_TIME * (writtenNanos - now));
        }
    }

    void report() {
        store.report(results.values());
    }

    /** All results so far, by number. */
    public List<R> all() {
        return List.copyOf(results.values());
    }

    /** How many there are. */
    public int count() {
        return results.size();
    }

    /** Writes what is new, and whether that is all. */
    @Override
    public void close() {
        store.report(results.values());
        store.write(results.values(), results.size() == members ? "finished" : "cancelled");
    }
}
