package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.ActivityBound;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
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

/** Drives the shards of a network through the windows of a run, and brings the spikes of each window to all. */
final class NetworkRun {
    private final RunRequest request;
    private final SpikingSimulation simulation;
    private final SpikingNetwork network;
    private final Team team;
    private final Division[] divisions;
    private final Shard[] shards;
    private final SpikeBatch[] emitted;
    private final SpikeBatch spikes = new SpikeBatch();
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
     * A run.
     *
     * @param shards how many; any number gives the same bits
     */
    NetworkRun(RunRequest request, Team team, int shards) {
        this.request = request;
        this.simulation = (SpikingSimulation) request.simulation();
        this.network = simulation.network();
        this.team = team;
        this.divisions = new Division[shards];
        Arrays.setAll(divisions, s -> new Division(network, s, shards));
        List<List<Efferents>> efferents = efferents();
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (List<Efferents> ofShard : efferents) {
            for (int p = 0; p < ofShard.size(); p++) {
                Efferents synapses = ofShard.get(p);
                Projection projection = network.projections().get(p);
                shortest = Math.min(shortest, network.lookaheadPs(projection, synapses.shortestDelayPs));
                longest = Math.max(longest, synapses.longestDelay);
            }
        }
        this.window = network.windowPs(shortest);
        SpikingState start = simulation.start();
        this.late = new LateSpikes(longest * network.time().unitPs(), start);
        this.changes = new NetworkChanges(simulation, divisions, efferents);
        this.shards = new Shard[shards];
        team.run((shard, worker) -> this.shards[shard] = shard(shard, efferents.get(shard)), shards);
        this.emitted = new SpikeBatch[shards];
        Arrays.setAll(emitted, s -> this.shards[s].emitted());
        this.bound = new ActivityBound(network);
        this.groups = groups();
        this.digests = start.digests().clone();
        this.recorded = new RecordedSpikes(simulation.plan().spikes(), network.cells(), simulation.recorder());
        this.eventsBefore = start.synapticEvents();
        this.events = start.synapticEvents();
        this.spikeCount = start.spikes();
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
            spikes.merge(emitted);
            keep(until);
            changes.hear(spikes, groups);
            hand(until);
            time = until;
            if (time > 0 && time < simulation.untilPs()) {
                if (request.cancellation().isRequested()) {
                    SpikingState last = state();
                    request.checkpoints().take(last);
                    return new RunResult(last, true);
                }
                if (request.checkpoints().isDue()) {
                    request.checkpoints().take(state());
                }
            }
        }
        return new RunResult(state(), false);
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

    private void keep(long time) {
        late.add(spikes, time);
        recorded.keep(spikes);
        for (int i = 0; i < spikes.count(); i++) {
            int cell = spikes.cell(i);
            digests[cell] = SpikeDigest.with(digests[cell], spikes.time(i));
        }
        checkActivity();
        long all = eventsBefore;
        for (Shard shard : shards) {
            all += shard.synapticEvents();
        }
        if (all > events) {
            request.counters().addSynapticEvents(Math.toIntExact(all - events));
            events = all;
        }
        if (spikes.count() > 0) {
            request.counters().addSpikes(spikes.count());
            spikeCount += spikes.count();
        }
        request.progress().onProgress(time / VirtualTime.PICOSECONDS_PER_MILLISECOND);
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

    private SpikingState state() {
        NeuronState none = new NeuronState(new double[0], new long[0]);
        NeuronState[] states = new NeuronState[network.cells()];
        Arrays.fill(states, none);
        for (int s = 0; s < shards.length; s++) {
            for (int g = 0; g < network.groups().size(); g++) {
                if (network.groups().get(g) instanceof CellGroup.Population) {
                    int first = divisions[s].first(g);
                    int size = divisions[s].to(g) - divisions[s].from(g);
                    for (int i = 0; i < size; i++) {
                        states[divisions[s].firstCell(g) + i] = shards[s].state(first + i);
                    }
                }
            }
        }
        return late.state(
                time,
                List.of(states),
                digests.clone(),
                spikeCount,
                events,
                changes.states(time),
                changes.modulators(time));
    }
}
