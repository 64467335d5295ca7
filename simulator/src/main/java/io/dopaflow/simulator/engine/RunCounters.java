package io.dopaflow.simulator.engine;

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
    public RunCounters(RunState state) {
        cycles.add(state.waves());
        spikes.add(state.spikes());
        synapticEvents.add(state.synapticEvents());
        messages.add(state.messages());
    }

    /**
     * The state of a run that has counted this, all that belongs to its cycles and no more.
     *
     * @param waves cycles done
     * @param reference baseline that the next cycle's loss is compared with
     * @param theta log-weights after it, by synapse id
     */
    public RunState state(long waves, double reference, double[] theta) {
        return new RunState(waves, reference, theta, spikes(), synapticEvents(), messages());
    }

    /** Counts a completed cycle. */
    public void addCycle() {
        cycles.increment();
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

    /** Completed cycles. */
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
        bind(registry, "dopaflow.cycles", "Completed learning cycles", cycles);
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
