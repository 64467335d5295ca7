package io.dopaflow.scenarios.run;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Rewiring;
import io.dopaflow.models.spiking.plasticity.Scaling;
import io.dopaflow.models.spiking.plasticity.ShortTerm;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.models.spiking.source.PoissonTrain;
import io.dopaflow.models.spiking.source.SpikeSource;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.schema.EngineChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A network whose synapses are replaced each second, for 3.5 seconds: a dendritic delay of 5 ms later, and where not all find a cell that is free. */
final class ExampleRewiring {
    /** One millisecond in ps. */
    static final long MS = 1_000_000_000;

    private static final int INPUTS = 12;
    private static final int NEURONS = 6;

    private ExampleRewiring() {}

    /** It in either kind of time. */
    static SpikingNetwork network(TimeMode time) {
        RandomStreams streams = new RandomStreams(8);
        List<SpikeSource> inputs = new ArrayList<>();
        for (int i = 0; i < INPUTS; i++) {
            inputs.add(new PoissonTrain(PiecewiseRate.constant(12), streams, 9, 0, i));
        }
        NeuronModel model = NeuronModels.of("lif", "delta");
        List<Distribution> laws = model.parameters().stream()
                .<Distribution>map(parameter -> new Distribution.Constant(parameter.standard()))
                .toList();
        Plasticity centred = plasticity(Pairing.PRE_CENTERED, Optional.of(new Scaling(10, 0.02, 500)), 0.2);
        Plasticity restricted = plasticity(Pairing.NEAREST_RESTRICTED, Optional.empty(), 0.6);
        Plasticity rewarded = new Plasticity(
                        new TimingWindow(Pairing.ALL_TO_ALL, 0.1, 0.15, 20, 20),
                        0,
                        1,
                        Optional.of(new Eligibility(500, 0.001, 0)),
                        Optional.empty())
                .with(new Rewiring(2000, 0.9, 0.5));
        return new SpikingNetwork(
                time,
                3500 * MS,
                streams,
                List.of(
                        new CellGroup.Trains("input", inputs),
                        new CellGroup.Population("neuron", NEURONS, model, laws, Map.of(), Optional.empty())),
                List.of(new Drive.Poisson(
                        "noise", 1, 1, PiecewiseRate.constant(4000), new Distribution.Constant(0.5), MS)),
                List.of(
                        projection(
                                "centred",
                                2,
                                0,
                                4,
                                6,
                                new SynapseModel(Optional.of(centred), Optional.empty(), MS, false)),
                        projection("static", 3, 0, 2, 2, SynapseModel.STATIC),
                        projection(
                                "restricted",
                                4,
                                0,
                                3,
                                5,
                                new SynapseModel(
                                        Optional.of(restricted), Optional.of(new ShortTerm(0.5, 200, 50)), 0, false)),
                        projection("rewarded", 5, 1, 3, 2.5, SynapseModel.of(rewarded))),
                List.of(new Modulator("dopamine", 200, List.of(new Release.BySpikes(1, 2 * MS, 0.1)))),
                1000);
    }

    private static Plasticity plasticity(Pairing pairing, Optional<Scaling> scaling, double below) {
        return new Plasticity(new PairStdp(pairing, 0.05, 1.05, 0, 0, 20, 20, 1), 0, 1, Optional.empty(), scaling)
                .with(new Rewiring(1000, below, 0.7));
    }

    private static Projection projection(
            String name, int id, int from, int indegree, double delayMs, SynapseModel model) {
        return new Projection(
                name,
                id,
                from,
                1,
                new FixedIndegree(indegree, false, false),
                new Distribution.Uniform(0.2, 0.9),
                new Distribution.Constant(delayMs),
                model);
    }

    /** It with all spikes recorded, and weights at times among which are those of rewirings and others just before. */
    static LoadedNetwork loaded(TimeMode time, EngineChoice engine) {
        SpikingNetwork network = network(time);
        List<SynapseProbe> probes = IntStream.of(0, 2, 3)
                .boxed()
                .flatMap(p ->
                        List.of(new SynapseProbe(p, new int[0], 67 * MS), new SynapseProbe(p, new int[0], 143 * MS))
                                .stream())
                .toList();
        return ExampleNetwork.loaded(
                network, new SpikingPlan(SpikingPlan.spikesOf(network).spikes(), List.of(), probes, List.of()), engine);
    }
}
