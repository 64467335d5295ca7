package io.dopaflow.simulator.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.models.spiking.source.SpikeList;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds small networks, part by part. */
final class Networks {
    static final long MS = 1_000_000_000L;
    static final TimeMode PRECISE = new TimeMode.Precise();
    static final TimeMode GRID = new TimeMode.Grid(MS / 10);

    private final List<CellGroup> groups = new ArrayList<>();
    private final List<Drive> drives = new ArrayList<>();
    private final List<Projection> projections = new ArrayList<>();
    private double largestRate = 1e6;

    /** A population of a form of lif whose other parameters are defaults. */
    Networks lif(String name, int size, String synapses, Map<String, Double> parameters) {
        return population(name, size, NeuronModels.of("lif", synapses), parameters);
    }

    /** A population whose other parameters are defaults. */
    Networks population(String name, int size, NeuronModel model, Map<String, Double> parameters) {
        List<Distribution> laws = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            laws.add(new Distribution.Constant(parameters.getOrDefault(parameter.name(), parameter.standard())));
        }
        groups.add(new CellGroup.Population(name, size, model, laws, Map.of(), Optional.empty()));
        return this;
    }

    /** A cell that spikes at times in ms. */
    Networks spikes(String name, double... ms) {
        return train(
                name,
                new SpikeList(
                        Arrays.stream(ms).mapToLong(t -> Math.round(t * MS)).toArray()));
    }

    /** A cell with a train. */
    Networks train(String name, SpikeSource train) {
        groups.add(new CellGroup.Trains(name, List.of(train)));
        return this;
    }

    /** All cells of a group to all of a population; autapses are made. */
    Networks connect(String from, String to, double weight, double delayMs) {
        return connect(from, to, new AllToAll(true), weight, delayMs);
    }

    /** Synapses by a rule. */
    Networks connect(String from, String to, ConnectionRule rule, double weight, double delayMs) {
        int id = projections.size() + 1;
        projections.add(new Projection(
                from + " to " + to + " " + id,
                id,
                index(from),
                index(to),
                rule,
                new Distribution.Constant(weight),
                new Distribution.Constant(delayMs)));
        return this;
    }

    /** Input of its own. */
    Networks drive(Drive drive) {
        drives.add(drive);
        return this;
    }

    /** The rate above which a run is stopped, in Hz. */
    Networks largestRate(double hertz) {
        largestRate = hertz;
        return this;
    }

    private int index(String name) {
        for (int g = 0; g < groups.size(); g++) {
            if (groups.get(g).name().equals(name)) {
                return g;
            }
        }
        throw new IllegalArgumentException("no group " + name);
    }

    SpikingNetwork build(TimeMode time, double ms) {
        return new SpikingNetwork(
                time, Math.round(ms * MS), new RandomStreams(7), groups, drives, projections, largestRate);
    }

    /** What comes out of a run. */
    record Outcome(NetworkLog log, SpikingState end) {

        /** The times at which a cell spiked, in ms. */
        List<Double> times(int cell) {
            return log.spikes().stream()
                    .filter(spike -> spike.cell() == cell)
                    .map(spike -> spike.timePs() / (double) MS)
                    .toList();
        }
    }

    static Outcome run(Engine engine, SpikingNetwork network) throws Exception {
        return run(engine, network, SpikingPlan.spikesOf(network));
    }

    static Outcome run(Engine engine, SpikingNetwork network, SpikingPlan plan) throws Exception {
        NetworkLog log = new NetworkLog();
        RunRequest request = RunRequest.of(new SpikingSimulation(network, plan, log));
        return new Outcome(log, SpikingState.of(engine.run(request).end()));
    }
}
