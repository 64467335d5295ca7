package io.dopaflow.scenarios.run;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.StateProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.models.spiking.source.SpikeList;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.schema.EngineChoice;
import io.dopaflow.scenarios.schema.SpikingScenario;
import io.dopaflow.scenarios.schema.spiking.RecordingSchema;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small network with one of each: populations with current and with jump synapses, noise, given trains, recurrence. */
public final class ExampleNetwork {
    private static final long MS = 1_000_000_000L;

    private ExampleNetwork() {}

    /** It in a use of time, for 200 ms, with everything recorded. */
    public static SpikingNetwork network(TimeMode time) {
        return new SpikingNetwork(
                time,
                200 * MS,
                new RandomStreams(3),
                List.of(
                        population("jumps", 50, NeuronModels.of("lif", "delta")),
                        population("currents", 30, NeuronModels.of("lif", "exp")),
                        new CellGroup.Trains(
                                "given", List.of(new SpikeList(5 * MS, 50 * MS), new SpikeList(120 * MS)))),
                List.of(
                        new Drive.Poisson(
                                "noise", 1, 0, PiecewiseRate.constant(8000), new Distribution.Constant(0.3), MS),
                        new Drive.Poisson(
                                "weak noise",
                                2,
                                1,
                                PiecewiseRate.constant(8000),
                                new Distribution.Uniform(20, 60),
                                MS)),
                List.of(
                        projection("recurrent", 3, 0, 0, 5, 0.2),
                        projection("forward", 4, 0, 1, 5, 100),
                        projection("back", 5, 1, 0, 5, -1),
                        projection("input", 6, 2, 0, 1, 25)),
                1000);
    }

    private static Projection projection(String name, int id, int from, int to, int indegree, double weight) {
        return new Projection(
                name,
                id,
                from,
                to,
                new FixedIndegree(indegree, true, true),
                new Distribution.Constant(weight),
                new Distribution.Constant(1.5));
    }

    private static CellGroup population(String name, int size, NeuronModel model) {
        List<Distribution> laws = model.parameters().stream()
                .<Distribution>map(parameter -> new Distribution.Constant(parameter.standard()))
                .toList();
        return new CellGroup.Population(name, size, model, laws, Map.of(), Optional.empty());
    }

    /** It on a grid of 0.1 ms, with all spikes recorded and a few membrane potentials. */
    public static LoadedNetwork loaded() {
        SpikingNetwork network = network(new TimeMode.Grid(MS / 10));
        BitSet all = SpikingPlan.spikesOf(network).spikes();
        return loaded(
                network,
                new SpikingPlan(all, List.of(new StateProbe(1, new int[] {0, 3}, new int[] {0, 1}, MS / 10, 0))));
    }

    /** A network as if it had been loaded from a file. */
    public static LoadedNetwork loaded(SpikingNetwork network, SpikingPlan plan) {
        return loaded(network, plan, EngineChoice.AUTO);
    }

    /** The same, with an engine. */
    static LoadedNetwork loaded(SpikingNetwork network, SpikingPlan plan, EngineChoice engine) {
        return new LoadedNetwork(
                new SpikingScenario(
                        "cells",
                        "",
                        3,
                        engine,
                        network.durationPs(),
                        network.time(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        RecordingSchema.DEFAULT,
                        1000),
                network,
                plan,
                List.of(),
                List.of(),
                List.of(),
                Place.of("cells.yaml"));
    }
}
