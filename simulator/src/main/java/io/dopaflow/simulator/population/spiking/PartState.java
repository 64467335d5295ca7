package io.dopaflow.simulator.population.spiking;

import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.ModulatorState;
import io.dopaflow.models.spiking.PlasticityState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.spiking.plasticity.TraceHistory.Remembered;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Where a part of a run stands: its share of a {@link SpikingState}. What all parts know alike is told by the first one, which has shard 0: late spikes, modulators,
 * what is remembered of presynaptic cells, wiring. It is empty in the others.
 *
 * @param shards of the part
 * @param timePs the time up to which it has come
 * @param neurons the state of each of its cells, in the order of their ids
 * @param digests of the spikes of each of its cells
 * @param spikes of its cells so far; in the first part with all of those before the run started
 * @param synapticEvents arrivals at its synapses so far; likewise
 * @param plasticity of each projection whose synapses are not static: the synapses onto its neurons
 * @param lateTimesPs when cells have spiked within the longest delay before
 * @param lateCells which
 * @param modulators of each modulator
 */
public record PartState(
        ShardRange shards,
        long timePs,
        List<NeuronState> neurons,
        long[] digests,
        long spikes,
        long synapticEvents,
        List<PlasticityState> plasticity,
        long[] lateTimesPs,
        int[] lateCells,
        List<ModulatorState> modulators)
        implements SimulationState {

    @Override
    public long steps() {
        return timePs;
    }

    @Override
    public long messages() {
        return 0;
    }

    /** The state that a part of a run has told. */
    public static PartState of(SimulationState state) {
        if (state instanceof PartState part) {
            return part;
        }
        throw new IllegalArgumentException(
                "a state of " + state.getClass().getSimpleName() + "; allowed: one of a part of a run");
    }

    /**
     * The state of the whole network, to the last bit that of a run in one part.
     *
     * @param parts of all parts, in any order
     * @throws IllegalArgumentException if shards are missing or there twice, if a state does not fit the network, or if the parts are not at one time
     */
    public static SpikingState join(SpikingNetwork network, List<PartState> parts) {
        List<PartState> ordered = parts.stream()
                .sorted(Comparator.comparingInt(part -> part.shards.first()))
                .toList();
        ShardRange.requireWhole(ordered.stream().map(PartState::shards).toList());
        PartState first = ordered.get(0);
        NeuronState[] neurons = new NeuronState[network.cells()];
        long[] digests = new long[neurons.length];
        long spikes = 0;
        long events = 0;
        for (PartState part : ordered) {
            if (part.timePs != first.timePs) {
                throw new IllegalArgumentException(
                        "the parts are at " + first.timePs + " and " + part.timePs + " ps; allowed: all at one time");
            }
            part.put(network, neurons, digests);
            spikes += part.spikes;
            events += part.synapticEvents;
        }
        List<PlasticityState> plasticity = new ArrayList<>();
        for (int c = 0; c < first.plasticity.size(); c++) {
            int changing = c;
            plasticity.add(joined(
                    ordered.stream().map(part -> part.plasticity.get(changing)).toList()));
        }
        return new SpikingState(
                first.timePs,
                List.of(neurons),
                first.lateTimesPs,
                first.lateCells,
                digests,
                spikes,
                events,
                0,
                plasticity,
                first.modulators);
    }

    private void put(SpikingNetwork network, NeuronState[] allNeurons, long... allDigests) {
        Division own = new Division(network, shards);
        if (neurons.size() != own.cells() || digests.length != own.cells()) {
            throw new IllegalArgumentException("the part with " + shards + " has " + neurons.size()
                    + " cells; allowed: those of its shards, " + own.cells());
        }
        for (int g = 0; g < network.groups().size(); g++) {
            int size = own.to(g) - own.from(g);
            for (int i = 0; i < size; i++) {
                allNeurons[own.firstCell(g) + i] = neurons.get(own.first(g) + i);
            }
            System.arraycopy(digests, own.first(g), allDigests, own.firstCell(g), size);
        }
    }

    private static PlasticityState joined(List<PlasticityState> parts) {
        PlasticityState first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        return new PlasticityState(
                numbers(parts, PlasticityState::weights),
                numbers(parts, PlasticityState::own),
                first.settled(),
                first.sources(),
                remembered(parts, PlasticityState::targets),
                remembered(parts, PlasticityState::rates),
                first.wiring());
    }

    private static double[] numbers(List<PlasticityState> parts, Function<PlasticityState, double[]> some) {
        double[] all = new double
                [parts.stream().map(some).mapToInt(array -> array.length).sum()];
        int at = 0;
        for (PlasticityState part : parts) {
            double[] more = some.apply(part);
            System.arraycopy(more, 0, all, at, more.length);
            at += more.length;
        }
        return all;
    }

    private static List<Remembered> remembered(
            List<PlasticityState> parts, Function<PlasticityState, List<Remembered>> some) {
        return parts.stream().map(some).flatMap(List::stream).toList();
    }
}
