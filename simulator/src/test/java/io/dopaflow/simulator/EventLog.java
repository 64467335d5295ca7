package io.dopaflow.simulator;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.SpikeKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Keeps everything that is recorded, in the order of the calls: for each actor that is the order of its deeds. */
public final class EventLog implements CycleRecorder {
    private static final Comparator<Event> ANY_FIXED_ORDER =
            Comparator.comparingLong(Event::timePs).thenComparing(Event::toString);

    /** A record. */
    public sealed interface Event {
        /** Virtual time. */
        long timePs();

        /** Learning opportunity. */
        long opportunity();

        /** Cycle in it, -1 before the first. */
        int cycle();
    }

    /** See {@link CycleRecorder#spike}. */
    public record Spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle)
            implements Event {}

    /** See {@link CycleRecorder#arrival}. */
    public record Arrival(long timePs, int synapse, long opportunity, int cycle) implements Event {}

    /** See {@link CycleRecorder#reward}. */
    public record Reward(long timePs, long opportunity, int cycle, double loss, double reward) implements Event {}

    /** See {@link CycleRecorder#weight}. */
    public record Weight(long timePs, long opportunity, int cycle, int synapse, double weight) implements Event {}

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    /** All records, in the order of the calls. */
    public Collection<Event> events() {
        return events;
    }

    /** All records of a kind, in the order of the calls. */
    public <E extends Event> Stream<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** All records in an order that does not depend on that of the calls. */
    public List<Event> sorted() {
        return events.stream().sorted(ANY_FIXED_ORDER).toList();
    }

    @Override
    public void spike(long timePs, int neuron, SpikeKind kind, double amplitude, long opportunity, int cycle) {
        events.add(new Spike(timePs, neuron, kind, amplitude, opportunity, cycle));
    }

    @Override
    public void arrival(long timePs, int synapse, long opportunity, int cycle) {
        events.add(new Arrival(timePs, synapse, opportunity, cycle));
    }

    @Override
    public void reward(long timePs, long opportunity, int cycle, double loss, double reward) {
        events.add(new Reward(timePs, opportunity, cycle, loss, reward));
    }

    @Override
    public void weight(long timePs, long opportunity, int cycle, int synapse, double weight) {
        events.add(new Weight(timePs, opportunity, cycle, synapse, weight));
    }
}
