package io.dopaflow.simulator.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.reward.SequenceReward;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.models.spiking.source.PoissonTrain;
import io.dopaflow.models.spiking.source.SpikeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks whose synapses learn, of the comparison with other simulators. */
final class PlasticNetworks {
    private static final long MS = 1_000_000_000L;
    private static final double TAU = 20;

    private PlasticNetworks() {}

    /** Poisson inputs, all of them onto each neuron, through synapses of additive pair STDP. */
    static SpikingNetwork stdp(int inputs, int neurons, double seconds) {
        PairStdp rule = new PairStdp(Pairing.ALL_TO_ALL, 0.001, 1.05, 0, 0, TAU, TAU, 30);
        return network(inputs, neurons, seconds, Plasticity.of(rule, 0, 30), List.of());
    }

    /** The same with eligibility and dopamine from a cell that spikes at 10 Hz. */
    static SpikingNetwork dopamine(int inputs, int neurons, double seconds) {
        Plasticity plasticity = new Plasticity(
                new TimingWindow(Pairing.ALL_TO_ALL, 0.001, 0.00105, TAU, TAU),
                0,
                30,
                Optional.of(new Eligibility(1000, 0, 0)),
                Optional.empty());
        Modulator dopamine = new Modulator("dopamine", 200, List.of(new Release.BySpikes(2, MS, 1)));
        return network(inputs, neurons, seconds, plasticity, List.of(dopamine));
    }

    /** Brunel's network of 10 000 neurons with 1000 inputs each, in which excitatory synapses onto excitatory neurons learn by additive STDP. */
    static SpikingNetwork brunel() {
        SpikingNetwork network = BenchmarkNetwork.brunel(10_000, 1000, 0.1);
        PairStdp rule = new PairStdp(Pairing.ALL_TO_ALL, 0.0001, 1.05, 0, 0, TAU, TAU, 0.2);
        List<Projection> projections = new ArrayList<>(network.projections());
        for (int p = 0; p < projections.size(); p++) {
            Projection projection = projections.get(p);
            if (projection.from() == 0 && projection.to() == 0) {
                projections.set(
                        p,
                        new Projection(
                                projection.name(),
                                projection.id(),
                                0,
                                0,
                                projection.rule(),
                                projection.weight(),
                                projection.delay(),
                                SynapseModel.of(Plasticity.of(rule, 0, 0.2))));
            }
        }
        return new SpikingNetwork(
                network.time(),
                network.durationPs(),
                network.streams(),
                network.groups(),
                network.drives(),
                projections,
                network.largestRate());
    }

    /** Distal reward (Izhikevich 2007, figure 1) with 10^4 synapses that learn, each of them from a neuron to another of 100. */
    static SpikingNetwork distalReward() {
        Plasticity plasticity = new Plasticity(
                new TimingWindow(Pairing.NEAREST_SYMMETRIC, 0.1, 0.15, TAU, TAU),
                0,
                4,
                Optional.of(new Eligibility(1000, -0.0002, 0)),
                Optional.empty());
        Modulator dopamine = new Modulator(
                "dopamine",
                200,
                List.of(new Release.ByReward(new SequenceReward(0, 0, 0, 1, 10 * MS, 1000 * MS, 3000 * MS, 10))));
        NeuronModel model = NeuronModels.of("izhikevich-published", "");
        List<Distribution> laws = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            laws.add(new Distribution.Constant(parameter.standard()));
        }
        List<CellGroup> groups = List.of(
                new CellGroup.Population("excitatory", 100, model, laws, Map.of(), Optional.empty()),
                new CellGroup.Population("inhibitory", 25, model, laws, Map.of(), Optional.empty()));
        List<Drive> drives = List.of(
                new Drive.Poisson(
                        "to excitatory", 100, 0, PiecewiseRate.constant(100), new Distribution.Constant(20), MS),
                new Drive.Poisson(
                        "to inhibitory", 101, 1, PiecewiseRate.constant(100), new Distribution.Constant(20), MS));
        List<Projection> projections = List.of(
                new Projection(
                        "learning",
                        1,
                        0,
                        0,
                        new AllToAll(true),
                        new Distribution.Constant(1),
                        new Distribution.Constant(1),
                        SynapseModel.of(plasticity)),
                new Projection(
                        "inhibition",
                        2,
                        1,
                        0,
                        new AllToAll(true),
                        new Distribution.Constant(-1),
                        new Distribution.Constant(1)));
        return new SpikingNetwork(
                new TimeMode.Grid(MS),
                200 * MS,
                new RandomStreams(1),
                groups,
                drives,
                projections,
                List.of(dopamine),
                1000);
    }

    private static SpikingNetwork network(
            int inputs, int neurons, double seconds, Plasticity plasticity, List<Modulator> modulators) {
        NeuronModel model = NeuronModels.of("lif", "exp");
        Map<String, Double> values = Map.of("tau_m", 20.0, "t_ref", 2.0);
        List<Distribution> laws = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            laws.add(new Distribution.Constant(values.getOrDefault(parameter.name(), parameter.standard())));
        }
        List<CellGroup> groups = List.of(
                trains("inputs", inputs, 15, 1),
                new CellGroup.Population("neurons", neurons, model, laws, Map.of(), Optional.empty()),
                trains("dopaminergic", 1, 10, 2));
        // About 70 Hz.
        double weight = 14_500.0 / inputs;
        Projection projection = new Projection(
                "inputs to neurons",
                1,
                0,
                1,
                new AllToAll(true),
                new Distribution.Uniform(0.9 * weight, 1.1 * weight),
                new Distribution.Constant(1),
                SynapseModel.of(plasticity));
        return new SpikingNetwork(
                BenchmarkNetwork.GRID,
                Math.round(seconds * 1000) * MS,
                new RandomStreams(1),
                groups,
                List.of(),
                List.of(projection),
                modulators,
                1000);
    }

    private static CellGroup trains(String name, int cells, double rate, int id) {
        List<SpikeSource> trains = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            trains.add(new PoissonTrain(PiecewiseRate.constant(rate), new RandomStreams(3), id, 0, i));
        }
        return new CellGroup.Trains(name, trains);
    }
}
