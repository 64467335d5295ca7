package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.plasticity.Concentration;
import io.dopaflow.models.spiking.plasticity.DelaySpan;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.Histories;
import io.dopaflow.models.spiking.plasticity.PlasticSynapses;
import io.dopaflow.models.spiking.plasticity.SynapticTime;
import io.dopaflow.models.spiking.plasticity.TraceHistory;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import io.dopaflow.simulator.population.PartFailure;
import java.util.List;
import java.util.Optional;

/** The synapses of a projection onto the neurons of a shard that learn or use resources. All times are in units of the network's time. */
final class ChangingSynapses {
    private final SpikingNetwork network;
    private final int firstTargetCell;
    private final Efferents efferents;
    private final SynapseModel model;
    private final SynapticTime time;
    private final DelaySpan span;
    private final long axonal;
    private final int sourceCell;
    private final int sources;
    private final Histories histories;
    private final Optional<PlasticSynapses> plastic;
    private final boolean isAllExciting;
    private long resumedAt = -1;

    /**
     * Synapses that have not changed yet.
     *
     * @param time of the synapses of the run, whose decays they share
     * @param span of the delays of the whole projection
     * @param modulators of the network
     */
    ChangingSynapses(
            Division division,
            Projection projection,
            Efferents efferents,
            SynapticTime time,
            DelaySpan span,
            List<Concentration> modulators) {
        this.network = division.network();
        this.firstTargetCell = division.firstCell(projection.to());
        this.efferents = efferents;
        this.model = projection.model();
        this.time = time;
        this.span = span;
        this.axonal = model.axonalPs() / network.time().unitPs();
        this.sourceCell = network.first(projection.from());
        CellGroup group = network.groups().get(projection.from());
        this.sources = group.size();
        int targets = division.to(projection.to()) - division.from(projection.to());
        this.histories = Histories.of(model.plasticity(), model.shortTerm(), time, sources, targets);
        this.plastic = model.plasticity().map(plasticity -> {
            Optional<Concentration> modulator =
                    plasticity.eligibility().map(Eligibility::modulator).map(modulators::get);
            return new PlasticSynapses(plasticity, time, histories, modulator, efferents.takeSizes());
        });
        this.isAllExciting = !model.inhibits();
    }

    Efferents efferents() {
        return efferents;
    }

    /** Goes on from a state instead. */
    void restore(PlasticityState state, int firstSynapse, int firstTarget, long now) {
        resumedAt = now;
        histories.restore(state.sources(), from(state.targets(), firstTarget), from(state.rates(), firstTarget));
        plastic.ifPresent(synapses -> {
            synapses.resume(state.settled());
            for (int place = 0; place < efferents.targets.length; place++) {
                int synapse = firstSynapse + efferents.synapse(place);
                synapses.restore(place, state.weights()[synapse], state.own().length > 0 ? state.own()[synapse] : 0);
            }
        });
    }

    private static List<Remembered> from(List<Remembered> all, int first) {
        return all.isEmpty() ? all : all.subList(first, all.size());
    }

    /** Presynaptic cells have spiked. */
    void take(SpikeBatch spikes, long unit) {
        for (int i = 0; i < spikes.count(); i++) {
            int source = spikes.cell(i) - sourceCell;
            long emitted = spikes.time(i) / unit;
            if (source >= 0 && source < sources && emitted > resumedAt) {
                histories.sources().add(source, emitted + axonal);
            }
        }
    }

    /** A postsynaptic neuron of the shard has spiked. */
    void spiked(int target, long now) {
        histories.addPost(target, now);
    }

    /** The source of the synapse at a place. */
    int sourceOf(int place) {
        int from = 0;
        int to = sources;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (efferents.offsets[middle + 1] <= place) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Hears what a synapse transmits. */
    @FunctionalInterface
    interface Transmission {
        /** The weight with which a spike arrives at a target of the shard. */
        void transmit(int place, double weight);
    }

    /**
     * A spike arrives through synapses of its cell, all with one delay.
     *
     * @param emitted when the cell spiked
     * @param again how many of its spikes at that time have arrived before
     */
    void arrive(int from, int to, int source, long emitted, int again, Transmission transmission) {
        long spike = histories.sources().firstAt(source, emitted + axonal) + again;
        double share = histories.sources().share(source, spike);
        if (plastic.isEmpty()) {
            for (int place = from; place < to; place++) {
                transmission.transmit(place, efferents.weight(place) * share);
            }
            return;
        }
        PlasticSynapses synapses = plastic.get();
        long dendritic = efferents.delay(from) - axonal;
        double sign = model.sign();
        if (dendritic == 0) {
            for (int place = from; place < to; place++) {
                double size = arriveAtOnce(synapses, place, source, spike);
                transmission.transmit(place, sign * size * share);
            }
            return;
        }
        change(synapses, from, to, source, spike, dendritic);
        for (int place = from; place < to; place++) {
            transmission.transmit(place, sign * synapses.weight(place) * share);
        }
    }

    private void change(PlasticSynapses synapses, int from, int to, int source, long spike, long dendritic) {
        try {
            synapses.arrive(from, to, efferents.targets, source, spike, dendritic);
        } catch (RuntimeException e) {
            throw failure(synapses, source, e);
        }
    }

    private double arriveAtOnce(PlasticSynapses synapses, int place, int source, long spike) {
        try {
            return synapses.arriveAtOnce(place, efferents.targets[place], source, spike);
        } catch (RuntimeException e) {
            throw failure(synapses, source, e);
        }
    }

    private PartFailure failure(PlasticSynapses synapses, int source, RuntimeException reason) {
        return new PartFailure(
                "synapse " + network.nameOf(sourceCell + source) + "->"
                        + network.nameOf(firstTargetCell + synapses.target()),
                reason);
    }

    /** The usual case of {@link #arrive}: adds what arrives to the sums of the targets. */
    void add(int from, int to, int source, long emitted, int again, double[] excitatory, double[] inhibitory) {
        long dendritic = efferents.delay(from) - axonal;
        if (plastic.isEmpty() || dendritic == 0) {
            arrive(
                    from,
                    to,
                    source,
                    emitted,
                    again,
                    (place, weight) -> (weight >= 0 ? excitatory : inhibitory)[efferents.targets[place]] += weight);
            return;
        }
        long spike = histories.sources().firstAt(source, emitted + axonal) + again;
        double share = histories.sources().share(source, spike);
        PlasticSynapses synapses = plastic.get();
        change(synapses, from, to, source, spike, dendritic);
        double sign = model.sign();
        double[] sums = isAllExciting ? excitatory : inhibitory;
        int[] targets = efferents.targets;
        for (int place = from; place < to; place++) {
            sums[targets[place]] += sign * synapses.weight(place) * share;
        }
    }

    /** Everything up to a time has arrived: settles if that is due, and forgets. */
    void reach(long now) {
        long settled = span.settled(time, now);
        plastic.ifPresent(synapses -> {
            for (long at = synapses.settled() + time.settling(); at <= settled; at += time.settling()) {
                settle(synapses, now, at);
            }
        });
        histories.forget(span.sourcesNeeded(now, settled), span.targetsNeeded(settled));
    }

    private void settle(PlasticSynapses synapses, long now, long at) {
        for (int source = 0; source < sources; source++) {
            int end = efferents.offsets[source + 1];
            for (int place = efferents.offsets[source]; place < end; ) {
                int run = efferents.endOfRun(place, end);
                try {
                    synapses.settle(place, run, efferents.targets, source, efferents.delay(place) - axonal, now, at);
                } catch (RuntimeException e) {
                    throw failure(synapses, source, e);
                }
                place = run;
            }
        }
        synapses.resume(at);
    }

    /**
     * Tells of synapses as they are at a time.
     *
     * @param firstSynapse the number within the projection of the shard's first synapse
     * @param firstId the id of the projection's first synapse
     * @param arrived up to this time everything has arrived
     * @param at that time, not later
     */
    void look(
            SynapseProbe probe,
            int firstSynapse,
            long firstId,
            long arrived,
            long at,
            long unit,
            SpikingRecorder recorder) {
        PlasticSynapses synapses = plastic.orElseThrow();
        boolean hasEligibility = model.plasticity().orElseThrow().eligibility().isPresent();
        for (int source = 0; source < sources; source++) {
            for (int place = efferents.offsets[source]; place < efferents.offsets[source + 1]; place++) {
                int number = firstSynapse + efferents.synapse(place);
                if (probe.looksAt(number)) {
                    long dendritic = efferents.delay(place) - axonal;
                    try {
                        synapses.read(place, efferents.targets[place], source, dendritic, arrived, at);
                    } catch (RuntimeException e) {
                        throw failure(synapses, source, e);
                    }
                    recorder.synapse(
                            at * unit,
                            firstId + number,
                            model.sign() * synapses.readWeight(),
                            hasEligibility ? synapses.readOwn() : Double.NaN);
                }
            }
        }
    }

    /** The state of the synapses of the shard, written to their places among those of the projection. */
    void write(double[] weights, double[] own, int firstSynapse) {
        plastic.ifPresent(synapses -> {
            for (int place = 0; place < efferents.targets.length; place++) {
                int synapse = firstSynapse + efferents.synapse(place);
                weights[synapse] = synapses.weight(place);
                if (own.length > 0) {
                    own[synapse] = synapses.own(place);
                }
            }
        });
    }

    TraceHistory sources() {
        return histories.sources();
    }

    TraceHistory targets() {
        return histories.targets();
    }

    TraceHistory rates() {
        return histories.rates();
    }
}
