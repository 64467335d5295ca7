package io.dopaflow.simulator.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.ModulatorProbe;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.connection.AllToAll;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import io.dopaflow.models.spiking.neuron.Parameter;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.spiking.source.SpikeList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two cells with one synapse that learns: the first spikes at given times, and so does the second, which another cell forces to, whatever the synapse
 * transmits.
 *
 * @param preMs when the presynaptic cell spikes
 * @param postMs when the postsynaptic neuron spikes, from 0.2 ms on
 * @param model of the synapse
 * @param weight that it starts from
 * @param delayMs axonal and dendritic
 * @param dopamineMs when dopamine arrives; none without eligibility
 * @param tauN of dopamine, in ms
 */
record PlasticPairs(
        double[] preMs,
        double[] postMs,
        SynapseModel model,
        double weight,
        double delayMs,
        double[] dopamineMs,
        double tauN) {
    private static final long MS = 1_000_000_000L;
    private static final double FORCING_DELAY = 0.1;

    static long ps(double ms) {
        return Math.round(ms * MS);
    }

    private static CellGroup train(String name, double shift, double... ms) {
        long[] times = new long[ms.length];
        for (int i = 0; i < ms.length; i++) {
            times[i] = ps(ms[i]) - ps(shift);
        }
        return new CellGroup.Trains(name, List.of(new SpikeList(times)));
    }

    /** Only a forced spike reaches the threshold; there is no refractory time. */
    private static CellGroup.Population neuron() {
        Map<String, Double> values = Map.of("V_th", 1e6, "t_ref", 0.0, "E_L", 0.0, "V_reset", 0.0);
        List<Distribution> laws = new ArrayList<>();
        for (Parameter parameter : NeuronModels.of("lif", "delta").parameters()) {
            laws.add(new Distribution.Constant(values.getOrDefault(parameter.name(), parameter.standard())));
        }
        return new CellGroup.Population("post", 1, NeuronModels.of("lif", "delta"), laws, Map.of(), Optional.empty());
    }

    SpikingNetwork network(TimeMode time, double ms) {
        List<CellGroup> groups = List.of(train("pre", 0, preMs), train("forcing", FORCING_DELAY, postMs), neuron());
        List<Projection> projections = List.of(
                new Projection(
                        "forced",
                        1,
                        1,
                        2,
                        new AllToAll(true),
                        new Distribution.Constant(1e9),
                        new Distribution.Constant(FORCING_DELAY)),
                new Projection(
                        "plastic",
                        2,
                        0,
                        2,
                        new AllToAll(true),
                        new Distribution.Constant(weight),
                        new Distribution.Constant(delayMs),
                        model));
        boolean hasDopamine = model.plasticity().flatMap(p -> p.eligibility()).isPresent();
        long[] times = new long[dopamineMs.length];
        double[] amounts = new double[dopamineMs.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = ps(dopamineMs[i]);
            amounts[i] = 1;
        }
        List<Modulator> modulators = hasDopamine
                ? List.of(new Modulator("dopamine", tauN, List.of(new Release.ByScript(times, amounts))))
                : List.of();
        return new SpikingNetwork(time, ps(ms), new RandomStreams(1), groups, List.of(), projections, modulators, 1e6);
    }

    /** Looks at the synapse and the modulator at times, and at multiples of each. */
    static SpikingPlan plan(SpikingNetwork network, double... ms) {
        BitSet all = new BitSet();
        all.set(0, network.cells());
        List<SynapseProbe> synapses = new ArrayList<>();
        List<ModulatorProbe> modulators = new ArrayList<>();
        for (double time : ms) {
            synapses.add(new SynapseProbe(1, new int[0], ps(time)));
            for (int m = 0; m < network.modulators().size(); m++) {
                modulators.add(new ModulatorProbe(m, ps(time)));
            }
        }
        return new SpikingPlan(all, List.of(), synapses, modulators);
    }
}
