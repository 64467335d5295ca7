package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.ActivityBound;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.RunawayActivityException;
import io.dopaflow.models.spiking.SpikeDigest;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.time.VirtualTime;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunFailedException.Origin;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.engine.RunResult;
import io.dopaflow.simulator.population.PartFailure;
import io.dopaflow.simulator.population.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Drives the shards that a part of a run has of a network through the windows of the run, and brings the spikes of each window to all. */
final class NetworkRun {
    private final RunRequest request;
    private final SpikingSimulation simulation;
    private final SpikingNetwork network;
    private final Team team;
    private final ShardRange range;
    private final Division[] divisions;
    private final Shard[] shards;
    private final SpikeBatch[] emitted;
    private final SharedSpikes shared;

    /** Of all parts. */
    private final SpikeBatch spikes;

    private final LateSpikes late;
    private final NetworkChanges changes;
    private final RecordedSpikes recorded;
    private final ActivityBound bound;
    private final int[] groups;
    private final long[] digests;
    private final long window;
    private final long eventsBefore;
    private long events;
    private long spikeCount;
    private long time;

    /**
     * A run. It meets the other parts here.
     *
     * @param range the shards of this part; any cut of the network gives the same bits
     */
    NetworkRun(RunRequest request, Team team, ShardRange range, Exchange exchange) throws InterruptedException {
        this.request = request;
        this.simulation = (SpikingSimulation) request.simulation();
        this.network = simulation.network();
        this.team = team;
        this.range = range;
        this.divisions = new Division[range.count()];
        Arrays.setAll(divisions, s -> new Division(network, range.only(s)));
        List<List<Efferents>> efferents = efferents();
        Extents extents = new Extents(network, range, exchange.meet(Extents.of(network, range, efferents)));
        this.window = extents.windowPs(network);
        SpikingState start = simulation.start();
        this.late = new LateSpikes(extents.longestDelay() * network.time().unitPs(), start);
        this.changes = new NetworkChanges(simulation, range, divisions, efferents, extents);
        this.shards = new Shard[divisions.length];
        team.run((shard, worker) -> shards[shard] = shard(shard, efferents.get(shard)), shards.length);
        this.emitted = new SpikeBatch[shards.length];
        Arrays.setAll(emitted, s -> shards[s].emitted());
        this.shared = new SharedSpikes(range, exchange);
        this.spikes = shared.all();
        this.bound = new ActivityBound(network);
        this.groups = groups();
        this.digests = start.digests().clone();
        this.recorded = new RecordedSpikes(simulation.plan().spikes(), network.cells(), simulation.recorder());
        this.eventsBefore = range.tellsCommon() ? start.synapticEvents() : 0;
        this.events = eventsBefore;
        this.spikeCount = range.tellsCommon() ? start.spikes() : 0;
        this.time = start.isStart() ? -1 : start.timePs();
    }

    private List<List<Efferents>> efferents() {
        List<List<Efferents>> all = new ArrayList<>();
        for (int s = 0; s < divisions.length; s++) {
            all.add(new ArrayList<>());
        }
        team.run(
                (shard, worker) -> {
                    for (int p = 0; p < network.projections().size(); p++) {
                        all.get(shard).add(new Efferents(simulation, p, divisions[shard]));
                    }
                },
                divisions.length);
        return all;
    }

    private Shard shard(int shard, List<Efferents> efferents) {
        if (network.time() instanceof TimeMode.Grid grid) {
            int steps = (int) (window / grid.stepPs());
            return new GridShard(divisions[shard], efferents, changes.of(shard), steps, simulation);
        }
        return new PreciseShard(divisions[shard], efferents, changes.of(shard), window, simulation);
    }

    private int[] groups() {
        int[] of = new int[network.cells()];
        for (int g = 0; g < network.groups().size(); g++) {
            Arrays.fill(of, network.first(g), network.first(g + 1), g);
        }
        return of;
    }

    @SuppressWarnings("CatchingUnchecked")
    RunResult toTheEnd() throws RunFailedException, InterruptedException {
        try {
            return windows();
        } catch (InterruptedException e) {
            throw e;
        } catch (PartFailure e) {
            throw new RunFailedException(Origin.MODEL, e.culprit(), when(), e.reason());
        } catch (Throwable e) {
            throw new RunFailedException(Origin.SURROUNDINGS, "population engine", when(), e);
        }
    }

    private String when() {
        double from = VirtualTime.toMilliseconds(Math.max(time, 0));
        return "between " + from + " and "
                + Math.min(from + VirtualTime.toMilliseconds(window), VirtualTime.toMilliseconds(simulation.untilPs()))
                + " ms";
    }

    private RunResult windows() throws InterruptedException {
        spikes.clear();
        late.copyTo(spikes);
        // What releases modulators among these has done so.
        hand(time);
        while (time < simulation.untilPs()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the run was interrupted at " + time + " ps");
            }
            long after = time;
            long until = after < 0 ? 0 : endOfWindow(after);
            changes.release(after, until);
            team.run((shard, worker) -> advance(shard, after, until), shards.length);
            shared.own().merge(emitted);
            keep(shared.own(), until);
            Wish wish = shared.swap(until, wish(until));
            late.add(spikes, until);
            checkActivity();
            changes.hear(spikes, groups);
            hand(until);
            time = until;
            if (wish != Wish.NONE) {
                PartState state = state();
                request.checkpoints().take(state);
                if (wish == Wish.STOP) {
                    return new RunResult(state, true);
                }
            }
        }
        return new RunResult(state(), false);
    }

    private Wish wish(long until) {
        if (!range.tellsCommon() || until == 0 || until == simulation.untilPs()) {
            return Wish.NONE;
        }
        if (request.cancellation().isRequested()) {
            return Wish.STOP;
        }
        return request.checkpoints().isDue() ? Wish.CHECKPOINT : Wish.NONE;
    }

    private long endOfWindow(long after) {
        long until = Math.min(after + window, simulation.untilPs());
        // In continuous time windows are of one length, and synapses can be looked at as they were within the last one.
        return network.time() instanceof TimeMode.Grid ? Math.min(until, changes.nextLook(after)) : until;
    }

    /** Where synapses change, they must know of the spikes before they are asked for anything. */
    private void hand(long now) {
        if (!changes.isEmpty()) {
            team.run(
                    (shard, worker) -> {
                        shards[shard].take(spikes);
                        changes.look(shard, now);
                    },
                    shards.length);
            changes.looked(now);
        }
    }

    private void advance(int shard, long after, long until) {
        if (changes.isEmpty()) {
            shards[shard].take(spikes);
        }
        shards[shard].advance(after, until);
    }

    private void keep(SpikeBatch own, long until) {
        recorded.keep(own);
        for (int i = 0; i < own.count(); i++) {
            int cell = own.cell(i);
            digests[cell] = SpikeDigest.with(digests[cell], own.time(i));
        }
        long all = eventsBefore;
        for (Shard shard : shards) {
            all += shard.synapticEvents();
        }
        if (all > events) {
            request.counters().addSynapticEvents(Math.toIntExact(all - events));
            events = all;
        }
        if (own.count() > 0) {
            request.counters().addSpikes(own.count());
            spikeCount += own.count();
        }
        request.progress().onProgress(until / VirtualTime.PICOSECONDS_PER_MILLISECOND);
    }

    private void checkActivity() {
        try {
            for (int i = 0; i < spikes.count(); ) {
                int group = groups[spikes.cell(i)];
                int from = i;
                while (i < spikes.count() && groups[spikes.cell(i)] == group && spikes.time(i) == spikes.time(from)) {
                    i++;
                }
                bound.count(group, spikes.time(from), i - from);
            }
        } catch (RunawayActivityException e) {
            throw new PartFailure("population " + e.population(), e);
        }
    }

    private PartState state() {
        Division own = new Division(network, range);
        NeuronState[] neurons = new NeuronState[own.cells()];
        Arrays.fill(neurons, new NeuronState(new double[0], new long[0]));
        long[] ownDigests = new long[neurons.length];
        for (int g = 0; g < network.groups().size(); g++) {
            int begin = own.firstCell(g);
            System.arraycopy(digests, begin, ownDigests, own.first(g), own.to(g) - own.from(g));
            if (network.groups().get(g) instanceof CellGroup.Population) {
                for (int s = 0; s < shards.length; s++) {
                    int size = divisions[s].to(g) - divisions[s].from(g);
                    int first = own.first(g) + divisions[s].firstCell(g) - begin;
                    for (int i = 0; i < size; i++) {
                        neurons[first + i] = shards[s].state(divisions[s].first(g) + i);
                    }
                }
            }
        }
        boolean tellsCommon = range.tellsCommon();
        return new PartState(
                range,
                time,
                List.of(neurons),
                ownDigests,
                spikeCount,
                events,
                changes.states(time),
                tellsCommon ? late.times(time) : new long[0],
                tellsCommon ? late.cells(time) : new int[0],
                tellsCommon ? changes.modulators(time) : List.of());
    }
}
