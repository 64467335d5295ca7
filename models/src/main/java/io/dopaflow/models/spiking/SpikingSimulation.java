package io.dopaflow.models.spiking;

import io.dopaflow.models.record.Simulation;

/**
 * A network that spikes freely, to be executed.
 *
 * @param network what to execute
 * @param plan what to record
 * @param recorder takes the records
 * @param start the state to start from
 */
public record SpikingSimulation(SpikingNetwork network, SpikingPlan plan, SpikingRecorder recorder, SpikingState start)
        implements Simulation.OfSpikingNetwork {

    /** Rejects a start that is no state of the network or leaves nothing to do. */
    public SpikingSimulation {
        if (start.digests().length != network.cells()) {
            throw new IllegalArgumentException("the start has " + start.digests().length
                    + " cells; allowed: those of the network, " + network.cells());
        }
        if (start.timePs() >= network.durationPs()) {
            throw new IllegalArgumentException("the start is at " + start.timePs() + " ps; allowed: before the end, "
                    + network.durationPs() + " ps");
        }
    }

    /** From the beginning. */
    public SpikingSimulation(SpikingNetwork network, SpikingPlan plan, SpikingRecorder recorder) {
        this(network, plan, recorder, SpikingState.startOf(network));
    }

    @Override
    public String family() {
        return SpikingNetwork.FAMILY;
    }

    @Override
    public long synapses() {
        return Math.round(network.expectedSynapses());
    }
}
