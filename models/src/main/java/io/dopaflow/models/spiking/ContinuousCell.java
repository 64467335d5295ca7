package io.dopaflow.models.spiking;

import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.episode.StretchEnd;
import io.dopaflow.models.spiking.neuron.ContinuousNeuron;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.List;
import java.util.Optional;

/** A neuron in continuous time with what it gets for itself: goes on from event to event. */
public final class ContinuousCell implements Cell {
    /** So far ahead a neuron is asked for its next spike, in ps: a look costs as much as several that are spared. */
    private static final long AHEAD = 4_000_000_000L;

    private final ContinuousNeuron neuron;
    private final Train[] trains;
    private final CurrentSource.Steps[] currents;
    private final Optional<IntrinsicCurrent> intrinsic;
    private final Optional<Episodes> episodes;
    private final Optional<StretchTeller> teller;
    private long now;

    /** When the next episode or pause ends. */
    private long nextEnd;

    private long nextJump;
    private long ownArrivals;

    // What is known of the time after the last event: no spike up to the first time, one at the second.
    private long quietUntil = -1;
    private long due = ContinuousNeuron.NEVER;

    /**
     * A random train into the neuron.
     *
     * @param train its spikes
     * @param synapse the id of its synapse, or a number in the same order
     * @param weight of the synapse
     * @param delayPs from a spike to its arrival
     */
    record Train(SpikeSource train, long synapse, double weight, long delayPs) {}

    /**
     * A cell.
     *
     * @param episodes if the run is divided into them
     * @param teller if synapses onto the neuron learn from rewards of episodes
     * @param now what has happened up to this time, in ps, has happened; -1 at the start
     */
    ContinuousCell(
            ContinuousNeuron neuron,
            List<Train> trains,
            List<CurrentSource.Steps> currents,
            Optional<IntrinsicCurrent> intrinsic,
            Optional<Episodes> episodes,
            Optional<StretchTeller> teller,
            long now) {
        this.neuron = neuron;
        this.trains = trains.toArray(Train[]::new);
        this.currents = currents.toArray(CurrentSource.Steps[]::new);
        this.intrinsic = intrinsic;
        this.episodes = episodes;
        this.teller = teller;
        this.now = now;
        this.nextJump = jumpAfter(now);
        this.nextEnd = endAfter(Math.max(0, now));
    }

    @Override
    public void advance(long untilPs, Arrivals arrivals, SpikeSink sink) {
        for (Train train : trains) {
            take(train, untilPs, arrivals);
        }
        arrivals.sort();
        while (true) {
            long event = Math.min(arrivals.nextTime(), nextJump);
            if (nextEnd < event && nextEnd <= untilPs) {
                spikesUntil(nextEnd, sink);
                end(nextEnd, sink);
                continue;
            }
            spikesUntil(event <= untilPs ? event - 1 : untilPs, sink);
            if (event > untilPs) {
                now = untilPs;
                return;
            }
            tell(event, StretchEnd.EVENT, sink);
            if (event == nextJump) {
                neuron.inject(event, current(event));
                nextJump = jumpAfter(event);
            }
            if (event == arrivals.nextTime()) {
                arrivals.take(event);
                neuron.receive(event, arrivals.excitatory(), arrivals.inhibitory());
            }
            forget();
        }
    }

    /** An episode or a pause ends, after all else at that time. */
    private void end(long at, SpikeSink sink) {
        tell(at, episodes.orElseThrow().endsAt(at) ? StretchEnd.EPISODE : StretchEnd.PAUSE, sink);
        if (episodes.get().restartsAt(at)) {
            neuron.restart(at);
            forget();
        }
        nextEnd = endAfter(at);
    }

    private long endAfter(long time) {
        return episodes.isPresent() ? episodes.get().nextEnd(time) : ContinuousNeuron.NEVER;
    }

    private void tell(long at, StretchEnd end, SpikeSink sink) {
        if (teller.isPresent()) {
            teller.get().tell(at, end, sink);
        }
    }

    @Override
    public void tellSynapses(long atPs, SpikeSink sink) {
        teller.orElseThrow().look(atPs, sink);
    }

    private void take(Train train, long until, Arrivals into) {
        long last = until - train.delayPs;
        long spike = Math.max(now - train.delayPs, -1);
        while (spike < last && (spike = train.train.next(spike)) <= last) {
            into.add(spike + train.delayPs, train.synapse, train.weight);
            ownArrivals++;
        }
    }

    private void spikesUntil(long limit, SpikeSink sink) {
        while (limit > quietUntil) {
            if (due == ContinuousNeuron.NEVER) {
                quietUntil = Math.max(quietUntil, neuron.quietUntil());
                if (limit <= quietUntil) {
                    return;
                }
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
            tell(spike, StretchEnd.SPIKE, sink);
            neuron.spike(spike);
            forget();
            intrinsic.ifPresent(IntrinsicCurrent::spiked);
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
        if (intrinsic.isPresent()) {
            next = Math.min(next, intrinsic.get().next(time));
        }
        return next;
    }

    private double current(long at) {
        double sum = 0;
        for (CurrentSource.Steps steps : currents) {
            sum += steps.at(at);
        }
        if (intrinsic.isPresent()) {
            if (intrinsic.get().changesAt(at)) {
                intrinsic.get().change();
            }
            sum += intrinsic.get().current();
        }
        return sum;
    }

    @Override
    public double value(int variable) {
        return neuron.value(variable, now);
    }

    @Override
    public NeuronState state() {
        NeuronState own = neuron.state();
        return intrinsic.map(current -> current.with(own)).orElse(own);
    }

    @Override
    public void restore(NeuronState state) {
        neuron.restore(intrinsic.map(current -> current.restore(state)).orElse(state));
        teller.ifPresent(some ->
                some.restore(Math.max(neuron.time(), episodes.orElseThrow().lastEnd(now))));
        forget();
    }

    @Override
    public long restsUntil() {
        long quiet = due == ContinuousNeuron.NEVER ? quietUntil : due - 1;
        return trains.length == 0 ? Math.min(quiet, Math.min(nextJump, nextEnd) - 1) : now;
    }

    @Override
    public long ownArrivals() {
        return ownArrivals;
    }
}
