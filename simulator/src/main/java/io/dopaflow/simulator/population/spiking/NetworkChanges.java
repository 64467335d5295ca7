package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.ModulatorProbe;
import io.dopaflow.models.spiking.ModulatorState;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.plasticity.Concentration;
import io.dopaflow.models.spiking.plasticity.DelaySpan;
import io.dopaflow.models.spiking.plasticity.SynapticTime;
import io.dopaflow.models.spiking.plasticity.TraceHistory;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import io.dopaflow.models.spiking.reward.Released;
import io.dopaflow.simulator.population.PartFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What changes in a network beside its neurons: synapses that learn or use resources, and modulators. */
final class NetworkChanges {
    private final SpikingNetwork network;
    private final SpikingSimulation simulation;
    private final SpikingRecorder recorder;
    private final boolean tellsCommon;
    private final Division[] divisions;
    private final Extents extents;
    private final long unit;
    private final SynapticTime time;

    /** By projection; nothing for those that need not remember spikes. */
    private final List<Optional<DelaySpan>> spans = new ArrayList<>();

    /** By group. */
    private final int[] firstCells;

    /** By projection: the id of its first synapse. */
    private final long[] firstIds;

    /** By projection that is not static and shard: the number within the projection of the shard's first synapse. */
    private final int[][] firstSynapses;

    /** By shard and projection. */
    private final List<List<Optional<ChangingSynapses>>> synapses = new ArrayList<>();

    /** Those of all shards that hear modulators. */
    private final List<ChangingSynapses> listening = new ArrayList<>();

    private final List<Concentration> concentrations = new ArrayList<>();
    private final List<Released> released = new ArrayList<>();
    private final boolean isEmpty;
    private long looked;

    /**
     * What changes in some shards.
     *
     * @param efferents by shard, its synapses by projection
     * @param extents of the synapses of all shards
     */
    NetworkChanges(
            SpikingSimulation simulation,
            ShardRange shards,
            Division[] divisions,
            List<List<Efferents>> efferents,
            Extents extents) {
        this.simulation = simulation;
        this.network = simulation.network();
        this.recorder = simulation.recorder();
        this.tellsCommon = shards.tellsCommon();
        this.divisions = divisions;
        this.extents = extents;
        this.unit = network.time().unitPs();
        this.time = network.synapticTime();
        this.isEmpty = network.changing().isEmpty() && network.modulators().isEmpty();
        this.firstCells =
                IntStream.range(0, network.groups().size()).map(network::first).toArray();
        int projections = network.projections().size();
        this.firstIds = new long[projections];
        this.firstSynapses = new int[projections][divisions.length];
        long id = network.synapsesOfDrives();
        for (int p = 0; p < projections; p++) {
            firstIds[p] = id;
            id += extents.synapses(p);
            spans.add(span(p));
        }
        for (int m = 0; m < network.modulators().size(); m++) {
            concentrations.add(new Concentration(network.modulators().get(m).tauN(), time));
            released.add(new Released(network.modulators().get(m), network.streams(), m, unit));
        }
        for (int s = 0; s < divisions.length; s++) {
            synapses.add(ofShard(s, efferents.get(s)));
            synapses.get(s).forEach(some -> some.ifPresent(listening::add));
        }
        for (int p : network.changing()) {
            int number = Math.toIntExact(extents.before(p));
            for (int s = 0; s < divisions.length; s++) {
                firstSynapses[p][s] = number;
                number += efferents.get(s).get(p).targets.length;
            }
        }
        SpikingState start = simulation.start();
        this.looked = start.isStart() ? -1 : start.timePs();
        if (!start.isStart()) {
            restore(start);
        }
    }

    private Optional<DelaySpan> span(int p) {
        SynapseModel model = network.projections().get(p).model();
        if (model.isStatic() || model.score().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(model.span(extents.shortestDelayPs(p) / unit, extents.longestDelay(p), unit));
    }

    private List<Optional<ChangingSynapses>> ofShard(int shard, List<Efferents> efferents) {
        List<Optional<ChangingSynapses>> all = new ArrayList<>();
        for (int p = 0; p < efferents.size(); p++) {
            Projection projection = network.projections().get(p);
            Efferents mine = efferents.get(p);
            Optional<DelaySpan> ofProjection = spans.get(p);
            Optional<ChangingSynapses> scored = projection
                    .model()
                    .score()
                    .map(rule -> new ScoredSynapses(divisions[shard], projection, rule, mine));
            all.add(scored.or(() -> ofProjection.map(
                    span -> new TimedSynapses(divisions[shard], projection, mine, time, span, concentrations))));
        }
        return all;
    }

    private void restore(SpikingState start) {
        List<Integer> changing = network.changing();
        for (int c = 0; c < changing.size(); c++) {
            int p = changing.get(c);
            for (int s = 0; s < divisions.length; s++) {
                synapses(s, p)
                        .restore(
                                start.plasticity().get(c),
                                firstSynapses[p][s],
                                divisions[s].from(network.projections().get(p).to()),
                                start.timePs() / unit);
            }
        }
        for (int m = 0; m < released.size(); m++) {
            concentrations.get(m).restore(start.modulators().get(m).concentration());
            released.get(m).restore(start.modulators().get(m).released(), start.timePs());
        }
    }

    /** Whether there is nothing of all this. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** Those of a shard, by projection; nothing for static ones. */
    List<Optional<ChangingSynapses>> of(int shard) {
        return synapses.get(shard);
    }

    private ChangingSynapses synapses(int shard, int projection) {
        return synapses.get(shard).get(projection).orElseThrow();
    }

    /** The first time after another at which synapses or modulators are looked at, in ps. */
    long nextLook(long after) {
        long next = Long.MAX_VALUE;
        for (SynapseProbe probe : simulation.plan().synapses()) {
            next = Math.min(next, probe.next(after, network.durationPs()));
        }
        return next;
    }

    /** Up to when all synapses have settled, in units, when all has arrived up to a time in ps. */
    private long settled(long nowPs) {
        long settled = nowPs / unit;
        for (int p = 0; p < spans.size(); p++) {
            if (spans.get(p).isPresent()) {
                settled = Math.min(settled, spans.get(p).get().settled(time, nowPs / unit));
            }
        }
        return settled;
    }

    /** What arrives of modulators in the next window. */
    void release(long after, long until) {
        long forgotten = settled(Math.max(0, after));
        for (int m = 0; m < released.size(); m++) {
            int modulator = m;
            Concentration concentration = concentrations.get(m);
            concentration.forget(Math.min(forgotten, looked / unit));
            try {
                released.get(m).reach(after, until, (at, amount) -> {
                    concentration.add(at / unit, amount);
                    for (ChangingSynapses some : listening) {
                        some.hear(modulator, at / unit, amount);
                    }
                    if (tellsCommon) {
                        recorder.released(at, modulator, amount);
                    }
                });
            } catch (RuntimeException e) {
                throw failure(m, e);
            }
        }
    }

    private PartFailure failure(int modulator, RuntimeException reason) {
        return new PartFailure(
                "modulator " + network.modulators().get(modulator).name(), reason);
    }

    /** Tells what releases modulators, or is judged. */
    void hear(SpikeBatch spikes, int[] groups) {
        for (int m = 0; m < released.size(); m++) {
            Released modulator = released.get(m);
            try {
                for (int i = 0; i < spikes.count(); i++) {
                    int group = groups[spikes.cell(i)];
                    if (modulator.hears(group)) {
                        modulator.spike(spikes.time(i), group, spikes.cell(i) - firstCells[group]);
                    }
                }
            } catch (RuntimeException e) {
                throw failure(m, e);
            }
        }
    }

    /** Looks at the synapses of a shard, up to a time up to which all has arrived. */
    void look(int shard, long now) {
        for (SynapseProbe probe : simulation.plan().synapses()) {
            int p = probe.projection();
            for (long at = probe.next(looked, network.durationPs());
                    at <= now;
                    at = probe.next(at, network.durationPs())) {
                synapses(shard, p)
                        .look(probe, firstSynapses[p][shard], firstIds[p], now / unit, at / unit, unit, recorder);
            }
        }
    }

    /** Looks at the modulators, once all shards have been looked at. */
    void looked(long now) {
        List<ModulatorProbe> probes = tellsCommon ? simulation.plan().modulators() : List.of();
        for (ModulatorProbe probe : probes) {
            for (long at = probe.next(looked); at <= now; at = probe.next(at)) {
                recorder.concentration(
                        at,
                        probe.modulator(),
                        concentrations.get(probe.modulator()).at(at / unit));
            }
        }
        looked = now;
    }

    /** The states of projections that are not static: of the synapses of these shards. */
    List<PlasticityState> states(long now) {
        List<Integer> changing = network.changing();
        List<PlasticityState> states = new ArrayList<>();
        for (int c = 0; c < changing.size(); c++) {
            int p = changing.get(c);
            states.add(state(p, now / unit, tellsCommon ? simulation.start().wiring(c) : new int[0]));
        }
        return states;
    }

    private PlasticityState state(int p, long now, int[] wiring) {
        Optional<DelaySpan> span = spans.get(p);
        long settled = span.map(some -> some.settled(time, now)).orElse(0L);
        long sourcesNeeded = span.map(some -> some.sourcesNeeded(now, settled)).orElse(0L);
        long targetsNeeded = span.map(some -> some.targetsNeeded(settled)).orElse(0L);
        SynapseModel model = network.projections().get(p).model();
        int last = divisions.length - 1;
        int first = firstSynapses[p][0];
        int size = model.learns() ? firstSynapses[p][last] + synapses(last, p).efferents().targets.length - first : 0;
        double[] weights = new double[size];
        double[] own = new double[size * model.kept()];
        List<Remembered> targets = new ArrayList<>();
        List<Remembered> rates = new ArrayList<>();
        for (int s = 0; s < divisions.length; s++) {
            ChangingSynapses ofShard = synapses(s, p);
            ofShard.write(weights, own, firstSynapses[p][s] - first);
            targets.addAll(remembered(ofShard.histories().targets(), targetsNeeded));
            rates.addAll(remembered(ofShard.histories().rates(), targetsNeeded));
        }
        List<Remembered> sources =
                tellsCommon ? remembered(synapses(0, p).histories().sources(), sourcesNeeded) : List.of();
        return new PlasticityState(weights, own, settled, sources, targets, rates, wiring);
    }

    private static List<Remembered> remembered(TraceHistory history, long after) {
        return IntStream.range(0, history.cells())
                .mapToObj(cell -> history.remembered(cell, after))
                .toList();
    }

    /** The states of the modulators. */
    List<ModulatorState> modulators(long now) {
        List<ModulatorState> states = new ArrayList<>();
        for (int m = 0; m < released.size(); m++) {
            released.get(m).reach(now, now, (at, amount) -> {
                throw new IllegalStateException("something arrived at " + at + " ps, which was not known before");
            });
            states.add(new ModulatorState(
                    concentrations.get(m).remembered(settled(now)),
                    released.get(m).state()));
        }
        return states;
    }
}
