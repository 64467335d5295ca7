package io.dopaflow.models.spiking;

import io.dopaflow.models.record.SimulationState;
import io.dopaflow.models.spiking.neuron.NeuronState;
import java.util.List;

/**
 * Where a network stands at a time: every spike up to it has been emitted, and what arrives up to it has arrived. Spikes under way are
 * among those emitted of late; sources of given or random trains are functions of time.
 *
 * @param timePs that time; 0 at the start, where nothing has happened yet at time 0 itself
 * @param neurons the state of each cell, by its id; empty at the start, and of cells that are trains
 * @param lateTimesPs when cells have spiked within the longest delay before, ascending
 * @param lateCells which, ascending at one time
 * @param digests what sums up the spikes of each cell so far; see {@link SpikeDigest}
 * @param spikes of all cells so far
 * @param synapticEvents arrivals of spikes at synapses so far
 * @param messages between actors so far
 * @param plasticity of each projection whose synapses are not static, in their order; empty at the start
 * @param modulators of each modulator; empty at the start
 */
public record SpikingState(
        long timePs,
        List<NeuronState> neurons,
        long[] lateTimesPs,
        int[] lateCells,
        long[] digests,
        long spikes,
        long synapticEvents,
        long messages,
        List<PlasticityState> plasticity,
        List<ModulatorState> modulators)
        implements SimulationState {

    /** Of a network whose synapses are static. */
    public SpikingState(
            long timePs,
            List<NeuronState> neurons,
            long[] lateTimesPs,
            int[] lateCells,
            long[] digests,
            long spikes,
            long synapticEvents,
            long messages) {
        this(timePs, neurons, lateTimesPs, lateCells, digests, spikes, synapticEvents, messages, List.of(), List.of());
    }

    /** Before time 0. */
    public static SpikingState startOf(SpikingNetwork network) {
        return new SpikingState(0, List.of(), new long[0], new int[0], new long[network.cells()], 0, 0, 0);
    }

    /** Whether nothing has happened yet. */
    public boolean isStart() {
        return neurons.isEmpty();
    }

    /**
     * Who projects to whom in a projection whose synapses change: see {@link PlasticityState#wiring}.
     *
     * @param changing its place among these projections
     */
    public int[] wiring(int changing) {
        return isStart() ? new int[0] : plasticity.get(changing).wiring();
    }

    @Override
    public long steps() {
        return timePs;
    }

    /** The same with other synapses. */
    SpikingState with(List<PlasticityState> others) {
        return new SpikingState(
                timePs, neurons, lateTimesPs, lateCells, digests, spikes, synapticEvents, messages, others, modulators);
    }

    /** The state of another family's interface as one of this. */
    public static SpikingState of(SimulationState state) {
        if (state instanceof SpikingState spiking) {
            return spiking;
        }
        throw new IllegalArgumentException(
                "a state of " + state.getClass().getSimpleName() + "; allowed: one of a network that spikes freely");
    }
}
