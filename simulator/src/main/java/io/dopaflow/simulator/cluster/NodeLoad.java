package io.dopaflow.simulator.cluster;

import io.dopaflow.simulator.engine.RunCounters;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** What a node has to do its work with, and how much of it there is. */
final class NodeLoad implements AutoCloseable {
    private final NodeAddress address;
    private final String version;
    private final int cores;
    private final Work work;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "dopaflow-work");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Doing> doing = new CopyOnWriteArrayList<>();
    private final AtomicLong jobs = new AtomicLong();
    private final RunCounters counters = new RunCounters();
    private Optional<Built> last = Optional.empty();

    private record Built(byte[] definition, Work.Network network) {}

    /** Something that goes on. */
    final class Doing {
        private final String what;
        private final AtomicInteger running = new AtomicInteger();
        private long spikes;
        private long cycles;
        private long events;

        private Doing(String what) {
            this.what = what;
        }

        /** A job begins. */
        void begin() {
            running.incrementAndGet();
        }

        /** A job has ended. */
        void end() {
            running.decrementAndGet();
            jobs.incrementAndGet();
        }

        /** Its counters stand where they are now. */
        synchronized void counted(RunCounters now) {
            counters.addCycles(now.cycles() - cycles);
            counters.addSpikes(Math.toIntExact(now.spikes() - spikes));
            counters.addSynapticEvents(Math.toIntExact(now.synapticEvents() - events));
            cycles = now.cycles();
            spikes = now.spikes();
            events = now.synapticEvents();
        }

        /** It goes on no more. */
        void close() {
            doing.remove(this);
        }

        private String text() {
            int now = running.get();
            return (now == 0 ? "" : now + " x ") + what;
        }
    }

    NodeLoad(NodeAddress address, String version, int cores, Work work) {
        this.address = address;
        this.version = version;
        this.cores = cores;
        this.work = work;
    }

    NodeAddress address() {
        return address;
    }

    String version() {
        return version;
    }

    int cores() {
        return cores;
    }

    Work work() {
        return work;
    }

    /** Builds a network, or gives the last one again: a run comes back for each stretch. */
    synchronized Work.Network network(byte[] definition) throws Work.RefusedException {
        if (last.isEmpty() || !Arrays.equals(last.get().definition(), definition)) {
            last = Optional.empty();
            last = Optional.of(new Built(definition, work.network(definition)));
        }
        return last.get().network();
    }

    /** Threads for what takes time; as many as are asked for. */
    Executor threads() {
        return threads;
    }

    /** Something begins, such as {@code a member for 127.0.0.1:50000}. */
    Doing begin(String what) {
        Doing begun = new Doing(what);
        doing.add(begun);
        return begun;
    }

    /** Whether nothing goes on. */
    boolean isIdle() {
        return doing.isEmpty();
    }

    NodeStatus status() {
        String all = doing.stream().map(Doing::text).collect(Collectors.joining(", "));
        return new NodeStatus(
                address.toString(),
                cores,
                version,
                all.isEmpty() ? "nothing" : all,
                NodeCounts.of(jobs.get(), counters));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
