package io.dopaflow.simulator.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Drive;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.ConnectionRule;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.connection.FixedIndegree;
import io.dopaflow.models.spiking.connection.PairwiseBernoulli;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The networks that simulators are compared by: an excitatory population of four fifths and an inhibitory one. */
final class BenchmarkNetwork {
    static final long MS = 1_000_000_000L;
    static final TimeMode GRID = new TimeMode.Grid(MS / 10);
    static final TimeMode PRECISE = new TimeMode.Precise();
    private static final long SECOND = 1000 * MS;

    private BenchmarkNetwork() {}

    /** Brunel 2000, model A: with g = 5 and eta = 2. */
    static SpikingNetwork brunel(int neurons, int inputs, double weight) {
        Map<String, Double> parameters = Map.of("tau_m", 20.0, "E_L", 0.0, "V_th", 20.0, "V_reset", 10.0, "t_ref", 2.0);
        int excitatory = inputs * 4 / 5;
        double rate = 2 * 20 / (weight * 20e-3);
        List<Drive> drives = new ArrayList<>();
        for (int to = 0; to < 2; to++) {
            drives.add(new Drive.Poisson(
                    "drive " + to, 100 + to, to, PiecewiseRate.constant(rate), constant(weight), 3 * MS / 2));
        }
        return network(
                neurons,
                NeuronModels.of("lif", "delta"),
                parameters,
                constant(0),
                drives,
                new FixedIndegree(excitatory),
                new FixedIndegree(inputs - excitatory),
                weight,
                -5 * weight,
                1.5,
                GRID);
    }

    /** Currents that decay exponentially (Vogels and Abbott 2005). */
    static SpikingNetwork cuba(int neurons, double probability, double delay, TimeMode time) {
        Map<String, Double> parameters = Map.of(
                "C_m",
                200.0,
                "tau_m",
                20.0,
                "E_L",
                -49.0,
                "V_th",
                -50.0,
                "V_reset",
                -60.0,
                "t_ref",
                5.0,
                "tau_syn_ex",
                5.0,
                "tau_syn_in",
                10.0);
        return network(
                neurons,
                NeuronModels.of("lif", "exp"),
                parameters,
                new Distribution.Uniform(-60, -50),
                List.of(),
                new PairwiseBernoulli(probability, false),
                new PairwiseBernoulli(probability, false),
                16.2,
                -90,
                delay,
                time);
    }

    /** Conductances (Brette et al. 2007, benchmark 1), kicked for 50 ms. */
    static SpikingNetwork coba(int neurons, double probability) {
        Map<String, Double> parameters = Map.of(
                "C_m",
                200.0,
                "g_L",
                10.0,
                "E_L",
                -60.0,
                "V_th",
                -50.0,
                "V_reset",
                -60.0,
                "t_ref",
                5.0,
                "tau_syn_ex",
                5.0,
                "tau_syn_in",
                10.0,
                "E_in",
                -80.0);
        PiecewiseRate kick = new PiecewiseRate(new long[] {0, 50 * MS}, new double[] {300, 0});
        List<Drive> drives = new ArrayList<>();
        for (int to = 0; to < 2; to++) {
            drives.add(new Drive.Poisson("kick " + to, 100 + to, to, kick, constant(6), MS / 10));
        }
        return network(
                neurons,
                NeuronModels.of("lif", "cond-exp"),
                parameters,
                new Distribution.Uniform(-60, -50),
                drives,
                new PairwiseBernoulli(probability, false),
                new PairwiseBernoulli(probability, false),
                6,
                -67,
                0.1,
                GRID);
    }

    /** Neurons that are not connected, for a millisecond. */
    static SpikingNetwork silent(int neurons) {
        NeuronModel model = NeuronModels.of("lif", "exp");
        List<Distribution> laws = model.parameters().stream()
                .map(parameter -> constant(parameter.standard()))
                .toList();
        CellGroup population = new CellGroup.Population("neurons", neurons, model, laws, Map.of(), Optional.empty());
        return new SpikingNetwork(GRID, MS, new RandomStreams(1), List.of(population), List.of(), List.of(), 1000);
    }

    private static Distribution constant(double value) {
        return new Distribution.Constant(value);
    }

    private static SpikingNetwork network(
            int neurons,
            NeuronModel model,
            Map<String, Double> parameters,
            Distribution start,
            List<Drive> drives,
            ConnectionRule excitatory,
            ConnectionRule inhibitory,
            double excitatoryWeight,
            double inhibitoryWeight,
            double delay,
            TimeMode time) {
        List<Distribution> laws = new ArrayList<>();
        for (Parameter parameter : model.parameters()) {
            laws.add(constant(parameters.getOrDefault(parameter.name(), parameter.standard())));
        }
        int first = neurons * 4 / 5;
        List<CellGroup> groups = List.of(
                new CellGroup.Population("excitatory", first, model, laws, Map.of("V_m", start), Optional.empty()),
                new CellGroup.Population(
                        "inhibitory", neurons - first, model, laws, Map.of("V_m", start), Optional.empty()));
        List<Projection> projections = new ArrayList<>();
        for (int to = 0; to < 2; to++) {
            projections.add(new Projection(
                    "excitatory " + to, 1 + to, 0, to, excitatory, constant(excitatoryWeight), constant(delay)));
            projections.add(new Projection(
                    "inhibitory " + to, 3 + to, 1, to, inhibitory, constant(inhibitoryWeight), constant(delay)));
        }
        return new SpikingNetwork(time, SECOND, new RandomStreams(1), groups, drives, projections, 1000);
    }
}
