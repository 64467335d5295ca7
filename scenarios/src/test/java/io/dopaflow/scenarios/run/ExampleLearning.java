package io.dopaflow.scenarios.run;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.ModulatorProbe;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Scaling;
import io.dopaflow.models.spiking.plasticity.ShortTerm;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.reward.SequenceReward;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A network with synapses of every kind that change: in three populations that spike at some 5 to 20 Hz, for 2.5 seconds. */
public final class ExampleLearning {
    private static final long MS = 1_000_000_000;

    private ExampleLearning() {}

    /** It in either kind of time. */
    public static SpikingNetwork network(TimeMode time) {
        NeuronModel delta = NeuronModels.of("lif", "delta");
        return new SpikingNetwork(
                time,
                2500 * MS,
                new RandomStreams(5),
                List.of(
                        population("excitatory", 20, delta),
                        population("inhibitory", 6, delta),
                        population("dopaminergic", 3, delta)),
                List.of(drive("to e", 1, 0, 0.5), drive("to i", 2, 1, 0.5), drive("to d", 3, 2, 0.45)),
                List.of(
                        projection(
                                "pairs",
                                4,
                                0,
                                0,
                                model(
                                        Plasticity.of(
                                                new PairStdp(Pairing.ALL_TO_ALL, 0.02, 1.05, 0.4, 0.4, 20, 20, 1),
                                                0,
                                                1),
                                        0)),
                        projection("static", 5, 0, 1, SynapseModel.STATIC),
                        projection(
                                "resources",
                                6,
                                0,
                                1,
                                new SynapseModel(Optional.empty(), Optional.of(new ShortTerm(0.5, 800, 50)), 0, false)),
                        new Projection(
                                "inhibition",
                                7,
                                1,
                                0,
                                new AllToAll(false),
                                new Distribution.Uniform(-0.5, -0.1),
                                new Distribution.Constant(1.5),
                                new SynapseModel(
                                        Optional.of(Plasticity.of(new InhibitoryStdp(0.02, 0.2, 20), 0, 2)),
                                        Optional.empty(),
                                        0,
                                        true)),
                        projection(
                                "rewarded",
                                8,
                                0,
                                0,
                                model(
                                        new Plasticity(
                                                new TimingWindow(Pairing.NEAREST_SYMMETRIC, 0.1, 0.15, 20, 20),
                                                0,
                                                1,
                                                Optional.of(new Eligibility(500, 0.001, 0)),
                                                Optional.empty()),
                                        MS)),
                        projection(
                                "scaled",
                                9,
                                0,
                                2,
                                model(
                                        new Plasticity(
                                                new PairStdp(Pairing.PRE_CENTERED, 0.02, 1, 0, 0, 20, 20, 1),
                                                0,
                                                1,
                                                Optional.empty(),
                                                Optional.of(new Scaling(10, 0.1, 500))),
                                        0))),
                List.of(new Modulator(
                        "dopamine",
                        200,
                        List.of(
                                new Release.BySpikes(2, 2 * MS, 1),
                                new Release.ByScript(new long[] {700 * MS, 1900 * MS}, new double[] {5, 2}),
                                new Release.ByReward(new SequenceReward(0, 0, 0, 1, 20 * MS, 100 * MS, 300 * MS, 3))))),
                1000);
    }

    private static SynapseModel model(Plasticity plasticity, long axonalPs) {
        return new SynapseModel(Optional.of(plasticity), Optional.empty(), axonalPs, false);
    }

    private static Drive drive(String name, int id, int to, double weight) {
        return new Drive.Poisson(name, id, to, PiecewiseRate.constant(4000), new Distribution.Constant(weight), MS);
    }

    private static Projection projection(String name, int id, int from, int to, SynapseModel model) {
        return new Projection(
                name,
                id,
                from,
                to,
                new FixedIndegree(5, true, true),
                new Distribution.Uniform(0.1, 0.9),
                new Distribution.Uniform(1.5, 4),
                model);
    }

    private static CellGroup population(String name, int size, NeuronModel model) {
        List<Distribution> laws = model.parameters().stream()
                .<Distribution>map(parameter -> new Distribution.Constant(parameter.standard()))
                .toList();
        return new CellGroup.Population(name, size, model, laws, Map.of(), Optional.empty());
    }

    /** It with everything recorded, weights each 100 ms. */
    public static LoadedNetwork loaded(TimeMode time, EngineChoice engine) {
        SpikingNetwork network = network(time);
        SpikingPlan spikes = SpikingPlan.spikesOf(network);
        List<SynapseProbe> probes = IntStream.range(0, network.projections().size())
                .filter(p -> network.projections().get(p).model().plasticity().isPresent())
                .mapToObj(p -> new SynapseProbe(p, new int[0], 100 * MS))
                .toList();
        return ExampleNetwork.loaded(
                network,
                new SpikingPlan(spikes.spikes(), List.of(), probes, List.of(new ModulatorProbe(0, 10 * MS))),
                engine);
    }
}
