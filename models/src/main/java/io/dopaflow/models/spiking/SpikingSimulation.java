package io.dopaflow.models.spiking;

import io.dopaflow.models.record.Simulation;
import java.util.Arrays;

/**
 * A network that spikes freely, to be executed.
 *
 * @param network what to execute
 * @param plan what to record
 * @param recorder takes the records
 * @param start the state to start from
 * @param untilPs up to when; in a part of a run that is before the duration of the network
 */
public record SpikingSimulation(
        SpikingNetwork network, SpikingPlan plan, SpikingRecorder recorder, SpikingState start, long untilPs)
        implements Simulation.OfSpikingNetwork {

    /** Rejects a start that is no state of the network or leaves nothing to do. */
    public SpikingSimulation {
        if (start.digests().length != network.cells()) {
            throw new IllegalArgumentException("the start has " + start.digests().length
                    + " cells; allowed: those of the network, " + network.cells());
        }
        if (start.timePs() >= untilPs) {
            throw new IllegalArgumentException(
                    "the start is at " + start.timePs() + " ps; allowed: before the end, " + untilPs + " ps");
        }
        if (untilPs > network.durationPs()) {
            throw new IllegalArgumentException(
                    "the end is at " + untilPs + " ps; allowed: up to the duration, " + network.durationPs() + " ps");
        }
    }

    /** From a state to the end. */
    public SpikingSimulation(SpikingNetwork network, SpikingPlan plan, SpikingRecorder recorder, SpikingState start) {
        this(network, plan, recorder, start, network.durationPs());
    }

    /** From the beginning. */
    public SpikingSimulation(SpikingNetwork network, SpikingPlan plan, SpikingRecorder recorder) {
        this(network, plan, recorder, SpikingState.startOf(network));
    }

    /** The same from another state, up to another time. */
    public SpikingSimulation part(SpikingState from, long until) {
        return new SpikingSimulation(network, plan, recorder, from, until);
    }

    /**
     * The synapses of a projection onto a range of its targets, as they are from the start on. Those that are not static are in the order of their ids.
     *
     * @param projection its place in the network
     * @param from the first target
     * @param to behind the last one
     */
    public Afferents afferents(int projection, int from, int to) {
        Projection of = network.projections().get(projection);
        Afferents drawn = Afferents.of(network, of, from, to);
        if (of.model().isStatic()) {
            return drawn;
        }
        int[] wiring = start.wiring(network.changing().indexOf(projection));
        Afferents ordered = drawn.inOrderOfIds();
        if (wiring.length == 0) {
            return ordered;
        }
        int before =
                from == 0 ? 0 : Afferents.of(network, of, 0, from).incoming().size();
        return ordered.wired(
                Arrays.copyOfRange(wiring, before, before + ordered.incoming().size()));
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
