package io.dopaflow.simulator.engine;

import io.dopaflow.models.record.SimulationState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;

/** What a run has done so far; counted by its actors or threads, read at any time. */
public final class RunCounters implements MeterBinder {
    private final LongAdder cycles = new LongAdder();
    private final LongAdder spikes = new LongAdder();
    private final LongAdder synapticEvents = new LongAdder();
    private final LongAdder messages = new LongAdder();

    /** Counters that stand at zero. */
    public RunCounters() {}

    /** Counters that stand where those of the state stand. */
    public RunCounters(SimulationState state) {
        cycles.add(state.steps());
        spikes.add(state.spikes());
        synapticEvents.add(state.synapticEvents());
        messages.add(state.messages());
    }

    /** Counts completed cycles. */
    public void addCycles(long count) {
        cycles.add(count);
    }

    /** Counts spikes of neurons: onsets, and readouts that were not silent. */
    public void addSpikes(int count) {
        spikes.add(count);
    }

    /** Counts arrivals of spikes at synapses. */
    public void addSynapticEvents(int count) {
        synapticEvents.add(count);
    }

    /** Counts messages between actors. */
    public void addMessages(int count) {
        messages.add(count);
    }

    /** Completed cycles; of a family without cycles, the steps from which its run goes on. */
    public long cycles() {
        return cycles.sum();
    }

    /** Spikes of neurons. */
    public long spikes() {
        return spikes.sum();
    }

    /** Arrivals of spikes at synapses. */
    public long synapticEvents() {
        return synapticEvents.sum();
    }

    /** Messages between actors. */
    public long messages() {
        return messages.sum();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bind(registry, "dopaflow.spikes", "Spikes of neurons", spikes);
        bind(registry, "dopaflow.synaptic.events", "Arrivals of spikes at synapses", synapticEvents);
        bind(registry, "dopaflow.messages", "Messages between actors", messages);
    }

    private static void bind(MeterRegistry registry, String name, String description, LongAdder adder) {
        FunctionCounter.builder(name, adder, LongAdder::doubleValue)
                .description(description)
                .register(registry);
    }
}
