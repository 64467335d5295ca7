package io.dopaflow.models.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.NeuronModel;
import io.dopaflow.models.spiking.neuron.NeuronModels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks of a few leaky neurons with the standard parameters: E_L -70, V_th -55, V_reset -70 mV, tau_m 10, t_ref 2 ms, C_m 250 pF. */
final class TinyNetwork {
    static final long MS = 1_000_000_000L;
    static final RandomStreams RUN = new RandomStreams(12);
    static final TimeMode PRECISE = new TimeMode.Precise();
    static final TimeMode GRID = new TimeMode.Grid(MS / 10);

    private TinyNetwork() {}

    static CellGroup.Population neurons(int size) {
        return neurons(size, "delta", Map.of(), Map.of());
    }

    /**
     * Neurons with some laws other than the standard.
     *
     * @param laws of parameters, by name
     * @param start of variables, by name
     */
    static CellGroup.Population neurons(
            int size, String synapses, Map<String, Distribution> laws, Map<String, Distribution> start) {
        NeuronModel model = NeuronModels.of("lif", synapses);
        List<Distribution> all = new ArrayList<>();
        model.parameters()
                .forEach(parameter ->
                        all.add(laws.getOrDefault(parameter.name(), new Distribution.Constant(parameter.standard()))));
        return new CellGroup.Population("neurons", size, model, all, start, Optional.empty());
    }

    static SpikingNetwork of(TimeMode time, List<CellGroup> groups, Drive... drives) {
        return new SpikingNetwork(time, 1000 * MS, RUN, groups, List.of(drives), List.of(), 100);
    }

    static Cell cell(SpikingNetwork network, int number) {
        return new Cells(network, SpikingState.startOf(network))
                .of(0, number, number + 1)
                .get(0);
    }

    /** Goes on, and tells the spikes. */
    static List<Long> advance(Cell cell, long untilPs, Arrivals arrivals) {
        List<Long> spikes = new ArrayList<>();
        cell.advance(untilPs, arrivals, spikes::add);
        return spikes;
    }
}
