package io.dopaflow.simulator;

import io.dopaflow.models.phased.PhasedRecorder;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Keeps everything that is recorded. */
public final class PhasedLog implements PhasedRecorder {

    /** A record; equal ones have the same bits. */
    public sealed interface Event {
        /** Its opportunity, or how many are done. */
        long opportunity();
    }

    /** See {@link PhasedRecorder#spike}. */
    public record Spike(long timePs, int unit, int phase, double amplitude, long opportunity) implements Event {}

    /** See {@link PhasedRecorder#loss}. */
    public record LossOf(long timePs, long opportunity, int phase, double loss) implements Event {}

    /** See {@link PhasedRecorder#broadcast}. */
    public record Told(long timePs, long opportunity, int broadcast, double value) implements Event {}

    /** See {@link PhasedRecorder#step}. */
    public record StepOf(long timePs, long opportunity, int action, double reward, double measure) implements Event {}

    /** See {@link PhasedRecorder#weight}. */
    public record Weight(long timePs, long opportunity, int synapse, double stored) implements Event {}

    /** See {@link PhasedRecorder#update}. */
    public record Update(long opportunity, int synapse, double update) implements Event {}

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    /** All records in an order that does not depend on that of the calls. */
    public List<Event> sorted() {
        return events.stream().sorted(Comparator.comparing(Event::toString)).toList();
    }

    /** All records of a kind, in the order of the calls. */
    public <E extends Event> Stream<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    @Override
    public void spike(long timePs, int unit, int phase, double amplitude, long opportunity) {
        events.add(new Spike(timePs, unit, phase, amplitude, opportunity));
    }

    @Override
    public void loss(long timePs, long opportunity, int phase, double loss) {
        events.add(new LossOf(timePs, opportunity, phase, loss));
    }

    @Override
    public void broadcast(long timePs, long opportunity, int broadcast, double value) {
        events.add(new Told(timePs, opportunity, broadcast, value));
    }

    @Override
    public void step(long timePs, long opportunity, int action, double reward, double measure) {
        events.add(new StepOf(timePs, opportunity, action, reward, measure));
    }

    @Override
    public void weight(long timePs, long opportunities, int synapse, double stored) {
        events.add(new Weight(timePs, opportunities, synapse, stored));
    }

    @Override
    public void update(long opportunity, int synapse, double update) {
        events.add(new Update(opportunity, synapse, update));
    }
}
