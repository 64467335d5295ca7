package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.episode.Stretches;
import io.dopaflow.models.spiking.plasticity.Concentration;
import io.dopaflow.models.spiking.plasticity.DelaySpan;
import io.dopaflow.models.spiking.plasticity.Histories;
import io.dopaflow.models.spiking.plasticity.PlasticSynapses;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.SynapticTime;
import io.dopaflow.models.spiking.plasticity.TraceHistory;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import java.util.List;
import java.util.Optional;

/** A synapse that learns from the timing of spikes, or uses resources: what it has heard of its two neurons and of a modulator. */
final class TimedSynapse implements LearningSynapse {
    private static final int[] TARGET = {0};

    /**
     * Where it stands in the network.
     *
     * @param model what it is
     * @param span of the delays of its projection
     * @param delay of its own
     * @param axonal part of it
     * @param weight that it starts from
     */
    record Place(SynapseModel model, DelaySpan span, long delay, long axonal, double weight) {
        long dendritic() {
            return delay - axonal;
        }
    }

    private final Place place;
    private final SynapticTime time;
    private final Histories histories;
    private final Optional<Concentration> modulator;
    private final Optional<PlasticSynapses> plastic;

    /** The first presynaptic spike that has not reached the synapse, and the first that has not arrived. */
    private long reaching;

    private long arriving;
    private long arrived;

    /** Whether a presynaptic spike is on its way, and whether anything has been heard since the last {@link #reach}. */
    private boolean hasSpikes;

    private boolean hasHeard;
    private long nextSettling;

    /**
     * A synapse that has not changed yet.
     *
     * @param tauN of the modulator that it listens to, in ms
     */
    TimedSynapse(Place place, SynapticTime time, Optional<Double> tauN) {
        this.place = place;
        this.time = time;
        this.histories = Histories.of(place.model.plasticity(), place.model.shortTerm(), time, 1, 1);
        this.modulator = tauN.map(tau -> new Concentration(tau, time));
        this.plastic = place.model
                .plasticity()
                .map(plasticity -> new PlasticSynapses(
                        plasticity, time, histories, modulator, new double[] {Math.abs(place.weight)}));
    }

    /** Goes on from a state of its projection instead. */
    void restore(PlasticityState state, int synapse, int source, int target, Optional<Remembered> jumps, long now) {
        histories.restore(one(state.sources(), source), one(state.targets(), target), one(state.rates(), target));
        modulator.ifPresent(concentration -> concentration.restore(jumps.orElseThrow()));
        plastic.ifPresent(synapses -> {
            synapses.resume(state.settled());
            synapses.restore(0, state.weights()[synapse], state.own().length > 0 ? state.own()[synapse] : 0);
        });
        arrived = now;
        reaching = histories.sources().latest(0, now) + 1;
        arriving = histories.sources().latest(0, now - place.dendritic()) + 1;
        hasSpikes = true;
    }

    private static List<Remembered> one(List<Remembered> all, int cell) {
        return all.isEmpty() ? all : all.subList(cell, cell + 1);
    }

    @Override
    public void heardPre(long emitted) {
        histories.sources().add(0, emitted + place.axonal);
        hasSpikes = true;
        hasHeard = true;
    }

    @Override
    public void heardPost(long emitted) {
        histories.addPost(0, emitted);
        hasHeard = true;
    }

    @Override
    public boolean hearsCourse() {
        return false;
    }

    @Override
    public void heardCourse(Stretches course) {
        throw new IllegalStateException("a synapse that learns from timing hears of a course");
    }

    @Override
    public boolean followsPost() {
        return false;
    }

    /** It goes on with its presynaptic cell. */
    @Override
    public void heardAllPost(long until) {}

    @Override
    public void heardModulator(long at, double amount) {
        modulator.orElseThrow().add(at, amount);
        hasHeard = true;
    }

    @Override
    public void underWay(Sink sink) {
        for (long spike = arriving; spike < reaching; spike++) {
            transmit(spike, sink);
        }
    }

    @Override
    public void advance(long until, Sink sink) {
        if (hasSpikes) {
            goOn(until, sink);
        }
        arrived = until;
    }

    private void goOn(long until, Sink sink) {
        TraceHistory sources = histories.sources();
        while (reaching < sources.spikes(0) && sources.timeOf(0, reaching) <= until) {
            transmit(reaching++, sink);
        }
        while (arriving < reaching && sources.timeOf(0, arriving) + place.dendritic() <= until) {
            long spike = arriving++;
            plastic.ifPresent(synapses -> synapses.arrive(0, 1, TARGET, 0, spike, place.dendritic()));
        }
        hasSpikes = arriving < sources.spikes(0);
    }

    private void transmit(long spike, Sink sink) {
        TraceHistory sources = histories.sources();
        long at = sources.timeOf(0, spike);
        double share = sources.share(0, spike);
        double weight = place.weight;
        if (plastic.isPresent()) {
            plastic.get().readAt(0, 0, 0, place.dendritic(), arrived, spike);
            weight = place.model.sign() * plastic.get().readWeight();
        }
        sink.transmit(at + place.dendritic(), weight * share);
    }

    @Override
    public double weight(long at) {
        plastic.orElseThrow().read(0, 0, 0, place.dendritic(), arrived, at);
        return place.model.sign() * plastic.get().readWeight();
    }

    @Override
    public double eligibility() {
        boolean hasOne =
                place.model.plasticity().flatMap(Plasticity::eligibility).isPresent();
        return hasOne ? plastic.orElseThrow().readOwn() : Double.NaN;
    }

    /** Where nothing was heard there is nothing to forget, and this is asked in every window. */
    @Override
    public void reach() {
        if (!hasHeard && arrived < nextSettling) {
            return;
        }
        hasHeard = false;
        long settled = place.span.settled(time, arrived);
        if (plastic.isPresent() && plastic.get().settled() < settled) {
            settle(plastic.get(), settled);
        }
        nextSettling = settled + time.settling() + place.span.longest();
        histories.forget(place.span.sourcesNeeded(arrived, settled), place.span.targetsNeeded(settled));
        if (modulator.isPresent()) {
            modulator.get().forget(settled);
        }
    }

    private void settle(PlasticSynapses synapses, long upTo) {
        for (long at = synapses.settled() + time.settling(); at <= upTo; at += time.settling()) {
            synapses.settle(0, 1, TARGET, 0, place.dendritic(), arrived, at);
            synapses.resume(at);
        }
    }

    @Override
    public State state() {
        long settled = place.span.settled(time, arrived);
        long needed = place.span.targetsNeeded(settled);
        return new State(
                plastic.map(synapses -> synapses.weight(0)).orElse(0.0),
                place.model.kept() == 0
                        ? new double[0]
                        : new double[] {plastic.orElseThrow().own(0)},
                histories.sources().remembered(0, place.span.sourcesNeeded(arrived, settled)),
                remembered(histories.targets(), needed),
                remembered(histories.rates(), needed));
    }

    private static List<Remembered> remembered(TraceHistory history, long after) {
        return history.cells() == 0 ? List.of() : List.of(history.remembered(0, after));
    }
}
