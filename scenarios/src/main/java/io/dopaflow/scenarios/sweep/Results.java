package io.dopaflow.scenarios.sweep;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The results so far, in memory and, at most a second later, in the directory. For one thread. */
final class Results implements AutoCloseable {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SweepDirectory directory;
    private final Map<Integer, MemberResult> results = new TreeMap<>();
    private final int members;
    private boolean changed;
    private long writtenNanos;

    /** The results that the directory has. */
    Results(SweepDirectory directory) {
        this.directory = directory;
        this.members = directory.plan().members().size();
        directory.done().forEach(result -> results.put(result.member().number(), result));
        this.writtenNanos = System.nanoTime() - INTERVAL_NANOS;
    }

    void add(MemberResult result) {
        results.put(result.member().number(), result);
        changed = true;
        writeNowAndThen();
    }

    /** Writes what is new, unless that was done less than a second ago. */
    void writeNowAndThen() {
        if (changed && System.nanoTime() - writtenNanos >= INTERVAL_NANOS) {
            directory.write(results.values(), "running");
            changed = false;
            writtenNanos = System.nanoTime();
        }
    }

    List<MemberResult> all() {
        return List.copyOf(results.values());
    }

    int count() {
        return results.size();
    }

    int failed() {
        return (int) results.values().stream().filter(MemberResult::isFailed).count();
    }

    /** Writes what is new, and whether that is all. */
    @Override
    public void close() {
        directory.write(results.values(), results.size() == members ? "finished" : "cancelled");
    }
}
