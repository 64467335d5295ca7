package io.dopaflow.models.spiking;

import java.util.List;

/**
 * A neuron in continuous time with what it gets for itself: goes on from event to event. Every engine drives its neurons by this, so
 * that the order of what happens is the same in all.
 */
public final class ContinuousCell {
    /** So far ahead a neuron is asked for its next spike, in ps: a look costs as much as several that are spared. */
    private static final long AHEAD = 1_000_000_000L;

    private final ContinuousNeuron neuron;
    private final List<Train> trains;
    private final List<CurrentSource.Steps> currents;
    private long nextJump;

    // What is known of the time after the last event: no spike up to the first time, one at the second.
    private long quietUntil = -1;
    private long due = ContinuousNeuron.NEVER;

    /** Hears of spikes. */
    @FunctionalInterface
    public interface SpikeSink {
        /** The neuron spikes. */
        void spike(long timePs);
    }

    /**
     * A random train into the neuron.
     *
     * @param train its spikes
     * @param synapse the id of its synapse, or a number in the same order
     * @param weight of the synapse
     * @param delayPs from a spike to its arrival
     */
    public record Train(SpikeSource train, long synapse, double weight, long delayPs) {}

    /**
     * A cell.
     *
     * @param neuron as it starts, or restored
     * @param trains of its own
     * @param currents injected into it; their sum
     * @param from what has happened up to this time, in ps, has happened; -1 at the start
     */
    public ContinuousCell(ContinuousNeuron neuron, List<Train> trains, List<CurrentSource.Steps> currents, long from) {
        this.neuron = neuron;
        this.trains = List.copyOf(trains);
        this.currents = List.copyOf(currents);
        this.nextJump = jumpAfter(from);
    }

    /** The neuron. */
    public ContinuousNeuron neuron() {
        return neuron;
    }

    /**
     * Adds what arrives from its own trains.
     *
     * @param after the arrivals after this time
     * @param until and up to this one
     */
    public void ownArrivals(long after, long until, Arrivals into) {
        for (int i = 0; i < trains.size(); i++) {
            Train train = trains.get(i);
            long last = until - train.delayPs;
            long spike = Math.max(after - train.delayPs, -1);
            while (spike < last && (spike = train.train.next(spike)) <= last) {
                into.add(spike + train.delayPs, train.synapse, train.weight);
            }
        }
    }

    /**
     * Goes on until a time, which it includes.
     *
     * @param arrivals all up to that time that have not been taken; sorted
     */
    public void advance(Arrivals arrivals, long until, SpikeSink sink) {
        while (true) {
            long event = Math.min(arrivals.nextTime(), nextJump);
            spikesUntil(event <= until ? event - 1 : until, sink);
            if (event > until) {
                return;
            }
            if (event == nextJump) {
                neuron.inject(event, total(event));
                nextJump = jumpAfter(event);
            }
            if (event == arrivals.nextTime()) {
                arrivals.takeNext(neuron);
            }
            forget();
        }
    }

    private void spikesUntil(long limit, SpikeSink sink) {
        while (limit > quietUntil) {
            if (due == ContinuousNeuron.NEVER) {
                long ahead = limit + AHEAD;
                due = neuron.nextSpike(ahead);
                if (due == ContinuousNeuron.NEVER) {
                    quietUntil = ahead;
                    return;
                }
            }
            if (due > limit) {
                return;
            }
            long spike = due;
            neuron.spike(spike);
            forget();
            sink.spike(spike);
        }
    }

    private void forget() {
        quietUntil = -1;
        due = ContinuousNeuron.NEVER;
    }

    private long jumpAfter(long time) {
        long next = ContinuousNeuron.NEVER;
        for (CurrentSource.Steps steps : currents) {
            next = Math.min(next, steps.nextJump(time));
        }
        return next;
    }

    private double total(long at) {
        double sum = 0;
        for (CurrentSource.Steps steps : currents) {
            sum += steps.at(at);
        }
        return sum;
    }
}
