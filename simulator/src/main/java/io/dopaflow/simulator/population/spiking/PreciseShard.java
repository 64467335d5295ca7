package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.Arrivals;
import io.dopaflow.models.spiking.Cell;
import io.dopaflow.models.spiking.Cells;
import io.dopaflow.models.spiking.Looks;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.episode.Losses;
import io.dopaflow.models.spiking.episode.StretchEnd;
import io.dopaflow.models.spiking.episode.Stretches;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.neuron.RunawayException;
import io.dopaflow.simulator.population.PartFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A shard in continuous time. What is under way waits in a ring of windows. In each window every neuron goes on by itself, from arrival to
 * arrival: nothing of another neuron can reach it before the next.
 */
final class PreciseShard implements Shard {
    private static final int BLOCK = 64;

    private final SpikingNetwork network;
    private final SpikingRecorder recorder;
    private final SpikingPlan plan;
    private final List<Efferents> efferents;
    private final long[] firstSynapses;
    private final int[] sourceCells;
    private final List<Losses> losses = new ArrayList<>();
    private final Cell[] cells;
    private final Looks[] looks;
    private final int[] ids;

    /** Up to this time nothing happens at a cell unless something arrives; the least of each block. */
    private final long[] restsUntil;

    private final long[] blockRests;
    private final long[] nextLooks;
    private final List<Optional<ChangingSynapses>> changing;
    private final List<List<ChangingSynapses>> hearing;
    private final int[] targets;
    private final UnderWay underWay;
    private final Arrivals arrivals = new Arrivals();
    private final SpikeBatch emitted = new SpikeBatch();
    private final List<List<ScoredSynapses>> scored = new ArrayList<>();
    private final Stretches stretches = new Stretches();
    private final Cell.SpikeSink sink = new Cell.SpikeSink() {
        @Override
        public void spike(long timePs) {
            emit(timePs);
        }

        @Override
        public void stretch(long fromPs, long toPs, double factor, double decay, StretchEnd end) {
            stretches.add(fromPs, toPs, factor, decay, end);
        }
    };
    private int spiking;
    private int spikingCell;
    private long arrived;
    private long events;

    /**
     * A shard with its synapses.
     *
     * @param efferents by projection
     * @param changing by projection: its synapses, if they are not static
     * @param window the length of windows in ps
     */
    PreciseShard(
            Division division,
            List<Efferents> efferents,
            List<Optional<ChangingSynapses>> changing,
            long window,
            SpikingSimulation simulation) {
        SpikingState start = simulation.start();
        this.network = division.network();
        this.recorder = simulation.recorder();
        this.plan = simulation.plan();
        this.efferents = efferents;
        this.changing = changing;
        this.hearing = new ArrayList<>();
        this.arrived = start.isStart() ? -1 : start.timePs();
        this.sourceCells = new int[efferents.size()];
        this.firstSynapses = new long[efferents.size()];
        // Synapses of drives come first.
        long synapses = network.drives().size();
        long longest = 1;
        for (int p = 0; p < sourceCells.length; p++) {
            sourceCells[p] = network.first(efferents.get(p).sourceGroup);
            losses.add(network.losses(efferents.get(p).sourceGroup));
            firstSynapses[p] = synapses;
            synapses += efferents.get(p).targets.length;
            longest = Math.max(longest, efferents.get(p).longestDelay);
        }
        this.underWay = new UnderWay(division.cells(), start.timePs(), window, longest);
        this.ids = new int[division.cells()];
        this.cells = new Cell[ids.length];
        this.looks = new Looks[ids.length];
        this.targets = new int[ids.length];
        this.nextLooks = new long[ids.length];
        this.restsUntil = new long[ids.length];
        this.blockRests = new long[(ids.length + BLOCK - 1) / BLOCK];
        Arrays.fill(restsUntil, arrived);
        Arrays.fill(blockRests, arrived);
        Cells maker = new Cells(network, start);
        int cell = 0;
        for (int g = 0; g < network.groups().size(); g++) {
            int from = division.from(g);
            int to = division.to(g);
            int group = g;
            List<ChangingSynapses> ofGroup = changing.stream()
                    .flatMap(Optional::stream)
                    .filter(some -> some.efferents().targetGroup == group)
                    .toList();
            List<ScoredSynapses> scoredOfGroup = ofGroup.stream()
                    .filter(ScoredSynapses.class::isInstance)
                    .map(ScoredSynapses.class::cast)
                    .toList();
            for (Cell made : maker.of(g, from, to)) {
                hearing.add(ofGroup);
                scored.add(scoredOfGroup);
                targets[cell] = cell - division.first(g);
                int number = from + cell - division.first(g);
                ids[cell] = network.first(g) + number;
                looks[cell] = simulation.plan().looks(g, number, start.timePs());
                nextLooks[cell] = looks[cell].next();
                cells[cell++] = made;
            }
        }
    }

    @Override
    public void take(SpikeBatch spikes) {
        for (int p = 0; p < sourceCells.length; p++) {
            Efferents projection = efferents.get(p);
            if (changing.get(p).isPresent()) {
                changing.get(p).get().take(spikes, 1);
            }
            int sources = projection.offsets.length - 1;
            for (int i = 0; i < spikes.count(); i++) {
                int source = spikes.cell(i) - sourceCells[p];
                if (source >= 0 && source < sources) {
                    take(projection, p, source, spikes.time(i));
                }
            }
        }
    }

    private void take(Efferents projection, int number, int source, long time) {
        int end = projection.offsets[source + 1];
        for (int place = projection.offsets[source]; place < end; ) {
            int run = projection.endOfRun(place, end);
            long arrival = time + projection.delay(place);
            if (arrival > arrived && !losses.get(number).include(time, arrival)) {
                if (changing.get(number).isPresent()) {
                    underWay.addRun(new UnderWay.Run(arrival, number, place, run, source, time));
                } else {
                    underWay.add(arrival, projection, place, run, firstSynapses[number]);
                }
            }
            place = run;
        }
    }

    @Override
    public void advance(long after, long until) {
        emitted.clear();
        for (Optional<ChangingSynapses> synapses : changing) {
            synapses.ifPresent(some -> some.begin(until));
        }
        underWay.runs(after, until, this::transmit);
        events += underWay.begin(after, until);
        for (int i = 0; i < underWay.reached(); i++) {
            advance(underWay.reached(i), after, until);
        }
        for (int block = 0; block < blockRests.length; block++) {
            if (blockRests[block] < until) {
                advanceBlock(block, after, until);
            }
        }
        underWay.end();
        arrived = until;
        for (Optional<ChangingSynapses> synapses : changing) {
            synapses.ifPresent(some -> some.reach(until));
        }
        emitted.sort(after);
    }

    /** What the synapses of a run transmit is known as it is about to arrive. */
    private void transmit(UnderWay.Run run) {
        Efferents projection = efferents.get(run.projection());
        long firstSynapse = firstSynapses[run.projection()];
        changing.get(run.projection())
                .orElseThrow()
                .arrive(
                        run.from(),
                        run.to(),
                        run.source(),
                        run.emitted(),
                        0,
                        (place, weight) -> underWay.add(
                                run.arrival(),
                                projection.firstTarget + projection.targets[place],
                                firstSynapse + place,
                                weight));
    }

    /** Those of a block that do not rest. Nothing has arrived at them, or they would rest now. */
    private void advanceBlock(int block, long after, long until) {
        long rests = Long.MAX_VALUE;
        int end = Math.min(ids.length, (block + 1) * BLOCK);
        for (int cell = block * BLOCK; cell < end; cell++) {
            if (restsUntil[cell] < until) {
                advance(cell, after, until);
            }
            rests = Math.min(rests, restsUntil[cell]);
        }
        blockRests[block] = rests;
    }

    private void advance(int cell, long after, long until) {
        arrivals.clear();
        underWay.of(cell, arrivals);
        spiking = ids[cell];
        spikingCell = cell;
        Cell one = cells[cell];
        events -= one.ownArrivals();
        try {
            goOn(cell, one, after, until);
        } catch (RunawayException e) {
            throw new PartFailure("neuron " + network.nameOf(spiking), e);
        }
        events += one.ownArrivals();
        restsUntil[cell] = Math.min(one.restsUntil(), Math.min(nextLooks[cell], nextLookAtRewarded(cell, until)) - 1);
        blockRests[cell / BLOCK] = Math.min(blockRests[cell / BLOCK], restsUntil[cell]);
    }

    private void goOn(int cell, Cell one, long after, long until) {
        List<ScoredSynapses> learning = scored.get(cell);
        long scoreLook = nextLookAtRewarded(cell, after);
        while (Math.min(nextLooks[cell], scoreLook) <= until) {
            long look = Math.min(nextLooks[cell], scoreLook);
            one.advance(look, arrivals, sink);
            if (look == nextLooks[cell]) {
                looks[cell].look(spiking, one::value, recorder);
                nextLooks[cell] = looks[cell].next();
            }
            if (look == scoreLook) {
                one.tellSynapses(look, sink);
                scoreLook = nextLookAtRewarded(cell, look);
            }
        }
        one.advance(until, arrivals, sink);
        for (int s = 0; s < learning.size(); s++) {
            learning.get(s).follow(targets[cell], stretches);
        }
        stretches.clear();
    }

    /** Nothing is looked at where nothing learns so. */
    private long nextLookAtRewarded(int cell, long after) {
        return scored.get(cell).isEmpty()
                ? Long.MAX_VALUE
                : plan.nextLookAtRewarded(network, scored.get(cell).get(0).efferents().targetGroup, after);
    }

    private void emit(long timePs) {
        emitted.add(timePs, spiking);
        List<ChangingSynapses> all = hearing.get(spikingCell);
        for (int h = 0; h < all.size(); h++) {
            all.get(h).spiked(targets[spikingCell], timePs);
        }
    }

    @Override
    public SpikeBatch emitted() {
        return emitted;
    }

    @Override
    public NeuronState state(int cell) {
        return cells[cell].state();
    }

    @Override
    public long synapticEvents() {
        return events;
    }
}
