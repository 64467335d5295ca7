package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Cells;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Looks;
import io.dopaflow.models.spiking.Neurons;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.neuron.Arriving;
import io.dopaflow.models.spiking.neuron.GridGroup;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.neuron.RunawayException;
import io.dopaflow.simulator.population.PartFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A shard on a grid. In each step it adds up what arrives, drive by drive and projection by projection, and lets its neurons go on. All of
 * it is a few loops over arrays; a spike costs its shard no more than to add its weight to each target.
 */
final class GridShard implements Shard {
    private final Division division;
    private final SpikingNetwork network;
    private final SpikingSimulation simulation;
    private final long unit;
    private final List<Part> parts = new ArrayList<>();
    private final List<GridPoisson> drives = new ArrayList<>();
    private final List<GridProjection> projections = new ArrayList<>();
    private final List<Optional<ChangingSynapses>> changing;
    private final List<ChangingSynapses> allChanging;
    private final int[] sourceCells;
    private final GridHistory history;
    private final SpikingRecorder recorder;
    private final List<LookedAt> looks = new ArrayList<>();
    private long nextLook = Long.MAX_VALUE;
    private final List<Arriving> arriving = new ArrayList<>();
    private final int[] spiking;
    private final SpikeBatch emitted = new SpikeBatch();
    private long arrived;

    /** The cells of a group in the shard. */
    private sealed interface Part {
        /**
         * Neurons.
         *
         * @param first the shard's number of the first
         * @param firstCell the network's number of the first
         * @param hearing synapses onto them that must know of their spikes
         * @param scoring if the run is divided into episodes
         */
        record Population(
                int first,
                int firstCell,
                GridGroup neurons,
                GridCurrents currents,
                Arriving arriving,
                List<ChangingSynapses> hearing,
                Optional<Scoring> scoring)
                implements Part {}

        /** Cells whose spikes are given. */
        record Given(GivenCells cells) implements Part {}
    }

    /**
     * A neuron that is looked at.
     *
     * @param cell the network's number
     * @param neuron its number in the group
     */
    private record LookedAt(Looks looks, int cell, GridGroup group, int neuron) {}

    /**
     * A shard with its synapses.
     *
     * @param efferents by projection
     * @param changing by projection: its synapses, if they are not static
     * @param window the most steps of a window
     */
    GridShard(
            Division division,
            List<Efferents> efferents,
            List<Optional<ChangingSynapses>> changing,
            int window,
            SpikingSimulation simulation) {
        this.division = division;
        this.network = division.network();
        this.unit = network.time().unitPs();
        this.simulation = simulation;
        this.recorder = simulation.recorder();
        this.changing = changing;
        this.allChanging = changing.stream().flatMap(Optional::stream).toList();
        this.arrived = simulation.start().timePs() / unit;
        long longest = 1;
        this.sourceCells = new int[efferents.size()];
        for (int g = 0; g < network.groups().size(); g++) {
            arriving.add(Arriving.at(division.to(g) - division.from(g)));
        }
        for (int p = 0; p < sourceCells.length; p++) {
            Efferents projection = efferents.get(p);
            projections.add(new GridProjection(
                    projection,
                    arriving.get(projection.targetGroup),
                    window,
                    changing.get(p),
                    network.losses(projection.sourceGroup),
                    unit));
            sourceCells[p] = network.first(projection.sourceGroup);
            longest = Math.max(longest, projection.delay);
        }
        this.history = new GridHistory(network, Math.toIntExact(longest + window + 1));
        for (Drive drive : network.drives()) {
            if (drive instanceof Drive.Poisson poisson) {
                drives.add(new GridPoisson(network, poisson, division, arriving.get(poisson.to())));
            }
        }
        for (int g = 0; g < network.groups().size(); g++) {
            part(g);
        }
        this.spiking = new int[division.cells()];
    }

    private void part(int group) {
        int from = division.from(group);
        int to = division.to(group);
        if (from == to) {
            return;
        }
        int firstCell = division.firstCell(group);
        if (network.groups().get(group) instanceof CellGroup.Trains) {
            parts.add(new Part.Given(
                    new GivenCells(firstCell, new Cells(network, simulation.start()).of(group, from, to))));
            return;
        }
        List<Drive.Current> currents = new ArrayList<>();
        for (Drive drive : network.drives()) {
            if (drive instanceof Drive.Current current && current.to() == group) {
                currents.add(current);
            }
        }
        Optional<Drive.Excitability> excitability = network.drives().stream()
                .filter(drive -> drive instanceof Drive.Excitability && drive.to() == group)
                .map(Drive.Excitability.class::cast)
                .findFirst();
        GridCurrents injected = new GridCurrents(currents, excitability, from, to);
        GridGroup neurons = Neurons.of(network, network.population(group), from, to)
                .group(unit)
                .with(Vectors.loops());
        SpikingState start = simulation.start();
        for (int i = 0; i < to - from; i++) {
            if (!start.isStart()) {
                neurons.restore(i, injected.restore(i, start.neurons().get(firstCell + i)));
            }
            Looks ofNeuron = simulation.plan().looks(group, from + i, start.timePs());
            if (ofNeuron.next() < Long.MAX_VALUE) {
                looks.add(new LookedAt(ofNeuron, firstCell + i, neurons, i));
                nextLook = Math.min(nextLook, ofNeuron.next());
            }
        }
        List<ChangingSynapses> hearing = allChanging.stream()
                .filter(synapses -> synapses.efferents().targetGroup == group)
                .toList();
        Optional<Scoring> scoring = network.episodes().map(episodes -> new Scoring(episodes, neurons, hearing));
        parts.add(new Part.Population(
                division.first(group), firstCell, neurons, injected, arriving.get(group), hearing, scoring));
    }

    @Override
    public void take(SpikeBatch spikes) {
        history.take(spikes, unit);
        for (int p = 0; p < sourceCells.length; p++) {
            projections.get(p).take(spikes, sourceCells[p], arrived);
            if (changing.get(p).isPresent()) {
                changing.get(p).get().take(spikes, unit);
            }
        }
    }

    @Override
    public void advance(long after, long until) {
        emitted.clear();
        if (after < 0) {
            emitGiven(0);
        }
        for (long step = Math.max(after, 0) / unit + 1; step <= until / unit; step++) {
            step(step);
            arrived = step;
        }
        for (ChangingSynapses synapses : allChanging) {
            synapses.reach(arrived);
        }
    }

    private void emitGiven(long time) {
        for (Part part : parts) {
            if (part instanceof Part.Given given) {
                given.cells.emit(time, emitted);
            }
        }
    }

    private void step(long step) {
        long time = step * unit;
        for (int s = 0; s < allChanging.size(); s++) {
            allChanging.get(s).begin(step);
        }
        for (int d = 0; d < drives.size(); d++) {
            drives.get(d).deliver(step);
        }
        for (int p = 0; p < sourceCells.length; p++) {
            projections.get(p).deliver(step, history);
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Part.Population population) {
                step(step, time, population);
            } else if (parts.get(i) instanceof Part.Given given) {
                given.cells.emit(time, emitted);
            }
        }
        if (nextLook == time) {
            look();
        }
    }

    private void step(long step, long time, Part.Population population) {
        population.currents.inject(time - unit, population.neurons);
        try {
            int count = population.neurons.step(population.arriving, spiking);
            for (int i = 0; i < count; i++) {
                emitted.add(time, population.firstCell + spiking[i]);
            }
            population.currents.spiked(spiking, count);
            for (int h = 0; h < population.hearing.size(); h++) {
                for (int i = 0; i < count; i++) {
                    population.hearing.get(h).spiked(spiking[i], step);
                }
            }
            if (population.scoring.isPresent()) {
                population.scoring.get().step(time, spiking, count);
            }
        } catch (RunawayException e) {
            throw new PartFailure("neuron " + network.nameOf(population.firstCell + e.neuron()), e);
        }
    }

    private Part.Population partOf(int cell) {
        for (Part part : parts) {
            if (part instanceof Part.Population population
                    && cell >= population.first
                    && cell < population.first + population.neurons.size()) {
                return population;
            }
        }
        throw new IllegalArgumentException("cell " + cell + " is no neuron of the shard");
    }

    private void look() {
        long now = nextLook;
        nextLook = Long.MAX_VALUE;
        for (LookedAt one : looks) {
            if (one.looks.next() == now) {
                one.looks.look(one.cell, variable -> one.group.value(one.neuron, variable), recorder);
            }
            nextLook = Math.min(nextLook, one.looks.next());
        }
    }

    @Override
    public SpikeBatch emitted() {
        return emitted;
    }

    @Override
    public NeuronState state(int cell) {
        Part.Population population = partOf(cell);
        int neuron = cell - population.first;
        return population.currents.with(neuron, population.neurons.state(neuron));
    }

    @Override
    public long synapticEvents() {
        long sum = 0;
        for (GridPoisson drive : drives) {
            sum += drive.events();
        }
        for (GridProjection projection : projections) {
            sum += projection.events();
        }
        return sum;
    }
}
