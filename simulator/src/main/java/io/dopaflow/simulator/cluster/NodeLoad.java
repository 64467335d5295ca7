package io.dopaflow.simulator.cluster;

import io.dopaflow.simulator.engine.RunCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
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
    private final Totals totals;
    private Optional<Built> last = Optional.empty();

    private record Built(byte[] definition, Work.Network network) {}

    /**
     * What a node has done since its process started.
     *
     * @param jobs members of sweeps and studies
     * @param counters of all its work
     */
    record Totals(AtomicLong jobs, RunCounters counters) implements MeterBinder {
        Totals() {
            this(new AtomicLong(), new RunCounters());
        }

        NodeCounts counts() {
            return NodeCounts.of(jobs.get(), counters);
        }

        @Override
        public void bindTo(MeterRegistry registry) {
            counters.bindTo(registry);
            FunctionCounter.builder("dopaflow.cycles", counters, RunCounters::cycles)
                    .description("Completed cycles")
                    .register(registry);
            FunctionCounter.builder("dopaflow.jobs", jobs, AtomicLong::get)
                    .description("Members of sweeps and studies that this node has made")
                    .register(registry);
        }
    }

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
            totals.jobs().incrementAndGet();
        }

        /** Its counters stand where they are now. */
        synchronized void counted(RunCounters now) {
            totals.counters().addCycles(now.cycles() - cycles);
            totals.counters().addSpikes(Math.toIntExact(now.spikes() - spikes));
            totals.counters().addSynapticEvents(Math.toIntExact(now.synapticEvents() - events));
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

    NodeLoad(NodeAddress address, String version, int cores, Work work, Totals totals) {
        this.totals = totals;
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
        return new NodeStatus(address.toString(), cores, version, all.isEmpty() ? "nothing" : all, totals.counts());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
