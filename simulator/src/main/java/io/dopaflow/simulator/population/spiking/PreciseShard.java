package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.spiking.Arrivals;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.ContinuousCell;
import io.dopaflow.models.spiking.CurrentSource;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.KeyedValues;
import io.dopaflow.models.spiking.NeuronState;
import io.dopaflow.models.spiking.Neurons;
import io.dopaflow.models.spiking.PoissonTrain;
import io.dopaflow.models.spiking.RunawayException;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.simulator.population.PartFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * A shard in continuous time. What is under way waits in a ring of windows. In each window every neuron goes on by itself, from arrival to
 * arrival: nothing of another neuron can reach it before the next.
 */
final class PreciseShard implements Shard {
    private final Division division;
    private final SpikingNetwork network;
    private final List<Efferents> efferents;
    private final long[] firstSynapses;
    private final int[] sourceCells;
    private final ContinuousCell[] cells;
    private final int[] ids;
    private final List<TrainCells> given = new ArrayList<>();
    private final UnderWay underWay;
    private final Probes probes;
    private final Arrivals arrivals = new Arrivals();
    private final SpikeBatch emitted = new SpikeBatch();
    private long arrived;
    private long events;

    /**
     * A shard with its synapses.
     *
     * @param efferents by projection
     * @param window the length of windows in ps
     * @param arrived all up to this time has happened, in ps; -1 at the start
     * @param states of all cells of the network; empty at the start
     */
    PreciseShard(
            Division division,
            List<Efferents> efferents,
            long window,
            Probes probes,
            long arrived,
            List<NeuronState> states) {
        this.division = division;
        this.network = division.network();
        this.efferents = efferents;
        this.probes = probes;
        this.arrived = arrived;
        this.sourceCells = new int[efferents.size()];
        this.firstSynapses = new long[efferents.size()];
        // Synapses of drives come first.
        long synapses = network.drives().size();
        long longest = 1;
        for (int p = 0; p < sourceCells.length; p++) {
            sourceCells[p] = network.first(efferents.get(p).sourceGroup);
            firstSynapses[p] = synapses;
            synapses += efferents.get(p).targets.length;
            longest = Math.max(longest, efferents.get(p).longestDelay);
        }
        this.underWay = new UnderWay(division.cells(), Math.max(arrived, 0), window, longest);
        this.cells = new ContinuousCell[division.cells()];
        this.ids = new int[cells.length];
        for (int g = 0; g < network.groups().size(); g++) {
            int from = division.from(g);
            int to = division.to(g);
            if (network.groups().get(g) instanceof CellGroup.Trains trains) {
                given.add(new TrainCells(trains.trains().subList(from, to), division.firstCell(g), 1, arrived));
            } else if (from < to) {
                population(g, from, to, states);
            }
        }
    }

    private void population(int group, int from, int to, List<NeuronState> states) {
        Neurons neurons = Neurons.of(network, network.population(group), from, to);
        double[][] weights = new double[network.drives().size()][];
        for (int d = 0; d < weights.length; d++) {
            weights[d] = network.drives().get(d) instanceof Drive.Poisson poisson && poisson.to() == group
                    ? KeyedValues.weights(poisson, network.streams(), from, to)
                    : new double[0];
        }
        for (int i = 0; i < to - from; i++) {
            var neuron = neurons.continuous(i);
            if (!states.isEmpty()) {
                neuron.restore(states.get(division.firstCell(group) + i));
            }
            List<ContinuousCell.Train> trains = new ArrayList<>();
            List<CurrentSource.Steps> currents = new ArrayList<>();
            for (int d = 0; d < weights.length; d++) {
                Drive drive = network.drives().get(d);
                if (drive instanceof Drive.Poisson poisson && poisson.to() == group) {
                    trains.add(new ContinuousCell.Train(
                            new PoissonTrain(poisson.rate(), network.streams(), poisson.id(), 0, from + i),
                            d,
                            weights[d][i],
                            poisson.delayPs()));
                } else if (drive instanceof Drive.Current current
                        && current.to() == group
                        && current.current().apply(from + i) instanceof CurrentSource.Steps steps) {
                    currents.add(steps);
                }
            }
            ids[division.first(group) + i] = division.firstCell(group) + i;
            cells[division.first(group) + i] = new ContinuousCell(neuron, trains, currents, arrived);
        }
    }

    @Override
    public void take(SpikeBatch spikes) {
        for (int p = 0; p < sourceCells.length; p++) {
            Efferents projection = efferents.get(p);
            int sources = projection.offsets.length - 1;
            for (int i = 0; i < spikes.count(); i++) {
                int source = spikes.cell(i) - sourceCells[p];
                if (source >= 0 && source < sources) {
                    take(projection, firstSynapses[p], source, spikes.time(i));
                }
            }
        }
    }

    private void take(Efferents projection, long firstSynapse, int source, long time) {
        int end = projection.offsets[source + 1];
        for (int place = projection.offsets[source]; place < end; place++) {
            long arrival = time + projection.delay(place);
            if (arrival > arrived) {
                underWay.add(arrival, projection.targets[place], firstSynapse + place, projection.weight(place));
            }
        }
    }

    @Override
    public void advance(long after, long until) {
        emitted.clear();
        for (TrainCells trains : given) {
            trains.emit(until, emitted);
        }
        underWay.begin(after, until);
        for (int cell = 0; cell < cells.length; cell++) {
            if (cells[cell] != null) {
                advance(cell, after, until);
            }
        }
        underWay.end();
        arrived = until;
        emitted.sort();
    }

    private void advance(int cell, long after, long until) {
        arrivals.clear();
        cells[cell].ownArrivals(after, until, arrivals);
        underWay.of(cell, arrivals);
        arrivals.sort();
        events += arrivals.count();
        int id = ids[cell];
        try {
            for (long look = probes.next(cell); look <= until; look = probes.next(cell)) {
                cells[cell].advance(arrivals, look, time -> emitted.add(time, id));
                long now = look;
                probes.look(cell, now, (c, variable) -> cells[c].neuron().value(variable, now));
            }
            cells[cell].advance(arrivals, until, time -> emitted.add(time, id));
        } catch (RunawayException e) {
            throw new PartFailure("neuron " + network.nameOf(id), e);
        }
    }

    @Override
    public SpikeBatch emitted() {
        return emitted;
    }

    @Override
    public NeuronState state(int cell) {
        return cells[cell].neuron().state();
    }

    @Override
    public long synapticEvents() {
        return events;
    }
}
