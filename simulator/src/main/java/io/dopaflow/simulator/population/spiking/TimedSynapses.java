package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.neuron.Arriving;
import io.dopaflow.models.spiking.plasticity.Concentration;
import io.dopaflow.models.spiking.plasticity.DelaySpan;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.Histories;
import io.dopaflow.models.spiking.plasticity.PlasticSynapses;
import io.dopaflow.models.spiking.plasticity.SynapticTime;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import io.dopaflow.simulator.population.PartFailure;
import java.util.List;
import java.util.Optional;

/** Synapses that learn from the timing of spikes, or use resources. */
final class TimedSynapses implements ChangingSynapses {
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
    TimedSynapses(
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

    @Override
    public Efferents efferents() {
        return efferents;
    }

    @Override
    public void restore(PlasticityState state, int firstSynapse, int firstTarget, long now) {
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

    @Override
    public void take(SpikeBatch spikes, long unit) {
        for (int i = 0; i < spikes.count(); i++) {
            int source = spikes.cell(i) - sourceCell;
            long emitted = spikes.time(i) / unit;
            if (source >= 0 && source < sources && emitted > resumedAt) {
                histories.sources().add(source, emitted + axonal);
            }
        }
    }

    @Override
    public void spiked(int target, long now) {
        histories.addPost(target, now);
    }

    /** The concentration that all synapses of the run share has heard of it. */
    @Override
    public void hear(int modulator, long at, double amount) {}

    /** Nothing happens by itself. */
    @Override
    public void begin(long until) {}

    @Override
    public void arrive(int from, int to, int source, long emitted, int again, Transmission transmission) {
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

    @Override
    public void add(int from, int to, int source, long emitted, int again, Arriving arriving) {
        long dendritic = efferents.delay(from) - axonal;
        if (plastic.isEmpty() || dendritic == 0) {
            ChangingSynapses.super.add(from, to, source, emitted, again, arriving);
            return;
        }
        long spike = histories.sources().firstAt(source, emitted + axonal) + again;
        double share = histories.sources().share(source, spike);
        PlasticSynapses synapses = plastic.get();
        change(synapses, from, to, source, spike, dendritic);
        double sign = model.sign();
        double[] sums = isAllExciting ? arriving.excitatory() : arriving.inhibitory();
        int[] targets = efferents.targets;
        for (int place = from; place < to; place++) {
            sums[targets[place]] += sign * synapses.weight(place) * share;
        }
    }

    @Override
    public void reach(long now) {
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

    @Override
    public void look(
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

    @Override
    public void write(double[] weights, double[] own, int firstSynapse) {
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

    @Override
    public Histories histories() {
        return histories;
    }
}
