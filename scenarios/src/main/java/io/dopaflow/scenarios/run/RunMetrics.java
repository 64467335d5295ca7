package io.dopaflow.scenarios.run;

import io.dopaflow.analysis.store.TableStore;
import io.dopaflow.simulator.engine.RunCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * The meters of a run: those of its family, spikes, synaptic events, messages, rows written and waiting, and the lag
 * of the recorder. All are read when asked for and cost the run nothing, but for the peaks of the recorder, which are
 * looked at a hundred times a second at most.
 */
final class RunMetrics implements AutoCloseable {
    private static final long SAMPLING_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
    private final Optional<MeterRegistry> shared;
    private final TableStore store;
    private final LongAccumulator mostRowsWaiting = new LongAccumulator(Long::max, 0);
    private final LongAccumulator longestLagNanos = new LongAccumulator(Long::max, 0);
    private long sampledNanos;

    /**
     * Registers the meters.
     *
     * @param shared a registry of the caller's that gets them too
     * @param counters of the engine
     * @param course of the run
     */
    RunMetrics(Optional<MeterRegistry> shared, RunCounters counters, RunCourse course) {
        this.shared = shared;
        this.store = course.output().store();
        this.sampledNanos = System.nanoTime();
        registry.add(new SimpleMeterRegistry());
        shared.ifPresent(registry::add);
        counters.bindTo(registry);
        course.bindTo(registry, counters);
        FunctionCounter.builder("dopaflow.recorder.rows", store, TableStore::rowsWritten)
                .description("Rows written to the run directory")
                .register(registry);
        Gauge.builder("dopaflow.recorder.queue", store, TableStore::rowsWaiting)
                .description("Rows that wait to be written")
                .register(registry);
        TimeGauge.builder("dopaflow.recorder.lag", store, TimeUnit.NANOSECONDS, TableStore::lagNanos)
                .description("How long the oldest of the waiting rows has waited")
                .register(registry);
    }

    /** Looks at the recorder, now and then; by one thread. */
    void sample() {
        long now = System.nanoTime();
        if (now - sampledNanos >= SAMPLING_NANOS) {
            sampledNanos = now;
            mostRowsWaiting.accumulate(store.rowsWaiting());
            longestLagNanos.accumulate(store.lagNanos());
        }
    }

    /** How hard the recorder had to work. */
    RunOutcome.Load load() {
        double rows = registry.get("dopaflow.recorder.rows").functionCounter().count();
        return new RunOutcome.Load((long) rows, mostRowsWaiting.get(), longestLagNanos.get() * 1e-9);
    }

    /** Removes the meters from the shared registry: another run may bring its own. */
    @Override
    public void close() {
        List<Meter> meters = registry.getMeters();
        shared.ifPresent(other -> meters.forEach(meter -> other.remove(meter.getId())));
        registry.close();
    }
}
