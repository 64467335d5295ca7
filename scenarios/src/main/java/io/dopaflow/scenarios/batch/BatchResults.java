package io.dopaflow.scenarios.batch;

import io.dopaflow.simulator.engine.RunCounters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The results so far, in memory and, a little later, in their directory. For one thread.
 *
 * @param <V> what a run gives
 */
final class BatchResults<V> implements AutoCloseable {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Writing takes no more than this share of the time. */
    private static final int SHARE_OF_TIME = 20;

    private final BatchDirectory<V> directory;
    private final BatchListener listener;
    private final RunCounters counters;
    private final Map<Integer, MemberResult<V>> results = new TreeMap<>();
    private final int members;
    private final long cycles;
    private int failed;
    private boolean changed;
    private long intervalNanos = INTERVAL_NANOS;
    private long writtenNanos = System.nanoTime() - INTERVAL_NANOS;
    private long reportedNanos = System.nanoTime() - REPORT_NANOS;

    /** Begins with what the directory has; the counters are those of all further runs. */
    BatchResults(BatchDirectory<V> directory, BatchListener listener, RunCounters counters) {
        this.directory = directory;
        this.listener = listener;
        this.counters = counters;
        this.members = directory.batch().size();
        directory.done().forEach(this::add);
        this.changed = false;
        this.cycles = IntStream.range(0, members)
                .filter(member -> !has(member))
                .mapToLong(directory.batch()::cycles)
                .sum();
    }

    boolean has(int member) {
        return results.containsKey(member);
    }

    /** Takes a result; the first of a run counts. */
    void add(MemberResult<V> result) {
        if (results.putIfAbsent(result.number(), result) == null) {
            failed += result.isFailed() ? 1 : 0;
            changed = true;
        }
    }

    /** Reports and writes what is new, unless that was done a moment ago. */
    void writeNowAndThen() {
        long now = System.nanoTime();
        if (now - reportedNanos >= REPORT_NANOS) {
            report();
            reportedNanos = now;
        }
        if (changed && now - writtenNanos >= intervalNanos) {
            directory.write(results.values(), "running");
            changed = false;
            writtenNanos = System.nanoTime();
            intervalNanos = Math.max(INTERVAL_NANOS, SHARE_OF_TIME * (writtenNanos - now));
        }
    }

    void report() {
        listener.onProgress(new BatchListener.Progress(
                results.size(), members, failed, Math.min(counters.cycles(), cycles), cycles));
    }

    /** All results so far, by number. */
    List<MemberResult<V>> all() {
        return List.copyOf(results.values());
    }

    /** Writes what is new, and whether that is all. */
    @Override
    public void close() {
        report();
        directory.write(results.values(), results.size() == members ? "finished" : "cancelled");
    }
}
